package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * One generated method: a run of steps at one level of the loops that is small enough for the JIT compiler. What does
 * not fit is cut into further parts that are called in order; values that cross parts go through scratch memory.
 */
final class Part {

    final String name;
    /** Indices of the loops around this part: its integer parameters. */
    final List<Index> indices;
    final List<Code> codes = new ArrayList<>();
    /** Values that this part computes. */
    final Set<Expr> defines = new LinkedHashSet<>();
    /** Values that this part uses; those of other parts are there when it starts. */
    final Set<Expr> uses = new LinkedHashSet<>();
    /** Values that parts called from this one compute: read where they are used, not at the start. */
    final Set<Expr> fetched = new LinkedHashSet<>();
    /** The long loop that this part runs rows of, or null. */
    final Kernel kernel;
    /** Whether this is what each piece of a {@link Split} runs. */
    final boolean isPiece;

    private Part(String name, List<Index> indices) {
        this(name, indices, null, false);
    }

    private Part(String name, List<Index> indices, Kernel kernel, boolean isPiece) {
        this.name = name;
        this.indices = List.copyOf(indices);
        this.kernel = kernel;
        this.isPiece = isPiece;
    }

    /** What a part consists of. */
    sealed interface Code {
        record Plain(Step step) implements Code {
        }

        /** A loop in this part; the sums are accumulated after the body's codes have run. */
        record Iterate(Loop loop, List<Sum> sums, List<Code> body) implements Code {
        }

        record CallPart(Part part) implements Code {
        }

        /** Runs a long loop; its rows are a part of their own. */
        record CallKernel(Part rows) implements Code {
        }

        /** Runs a loop in pieces; what a piece runs is a part of its own. */
        record CallPieces(Split split, Part piece) implements Code {
        }
    }

    /** Cuts the steps into parts. The first one returned is the entry and calls the others. */
    static List<Part> cut(List<Step> steps, List<Expr> results) {
        List<Part> parts = new ArrayList<>();
        Part entry = new Part("part0", List.of());
        parts.add(entry);
        entry.codes.addAll(fit(steps, List.of(), parts, entry));
        for (Expr result : results) {
            if (!entry.defines.contains(result)) {
                entry.fetched.add(result);
            }
        }
        return parts;
    }

    private static int size(List<Step> steps) {
        return steps.stream().mapToInt(Step::size).sum();
    }

    private static List<Code> fit(List<Step> steps, List<Index> around, List<Part> parts, Part owner) {
        if (size(steps) <= Sizes.METHOD_LIMIT) {
            return steps.stream().map(step -> owner.inline(step, around, parts)).toList();
        }
        List<Code> calls = new ArrayList<>();
        List<Step> chunk = new ArrayList<>();
        int length = 0;
        for (Step step : steps) {
            boolean huge = step.size() > Sizes.METHOD_LIMIT;
            if (!chunk.isEmpty() && (huge || length + step.size() > Sizes.METHOD_LIMIT)) {
                calls.add(call(chunk, around, parts));
                chunk = new ArrayList<>();
                length = 0;
            }
            if (huge) {
                calls.add(hugeLoop((Step.Run) step, around, parts));
            } else {
                chunk.add(step);
                length += step.size();
            }
        }
        if (!chunk.isEmpty()) {
            calls.add(call(chunk, around, parts));
        }
        return calls;
    }

    private static Code call(List<Step> chunk, List<Index> around, List<Part> parts) {
        Part part = new Part("part" + parts.size(), around);
        parts.add(part);
        chunk.forEach(step -> part.codes.add(part.inline(step, around, parts)));
        return new Code.CallPart(part);
    }

    /** A loop whose body does not fit: a part with the loop alone, which calls the parts of its body. */
    private static Code hugeLoop(Step.Run run, List<Index> around, List<Part> parts) {
        Part part = new Part("part" + parts.size(), around);
        parts.add(part);
        List<Index> inside = new ArrayList<>(around);
        inside.add(run.loop().index());
        List<Code> body = fit(run.body(), inside, parts, part);
        for (Sum sum : run.sums()) {
            part.define(sum);
            part.fetched.add(sum.body());
        }
        part.codes.add(new Code.Iterate(run.loop(), run.sums(), body));
        return new Code.CallPart(part);
    }

    private Code inline(Step step, List<Index> around, List<Part> parts) {
        return switch (step) {
            case Step.Compute compute -> {
                define(compute.node());
                if (compute.node() instanceof Apply apply) {
                    apply.arguments().forEach(this::use);
                }
                yield new Code.Plain(step);
            }
            case Step.Load load -> {
                define(load.value());
                yield new Code.Plain(step);
            }
            case Step.Write write -> {
                use(write.scatter().value());
                yield new Code.Plain(step);
            }
            case Step.Call call -> new Code.Plain(call);
            case Step.Run run -> iterate(run, around, parts);
            case Step.Rows rows -> {
                fetched.addAll(rows.kernel().sums());
                yield new Code.CallKernel(rows(rows.kernel(), around, false, parts));
            }
            case Step.Pieces pieces -> pieces(pieces.split(), parts);
        };
    }

    private Code pieces(Split split, List<Part> parts) {
        fetched.addAll(split.sums());
        if (split.loop() instanceof Step.Rows rows) {
            return new Code.CallPieces(split, rows(rows.kernel(), split.parameters(), true, parts));
        }
        Part part = new Part("part" + parts.size(), split.parameters(), null, true);
        parts.add(part);
        part.codes.addAll(fit(List.of(split.loop()), split.parameters(), parts, part));
        return new Code.CallPieces(split, part);
    }

    private static Part rows(Kernel kernel, List<Index> around, boolean isPiece, List<Part> parts) {
        Part part = new Part(kernel.rowsMethod(), around, kernel, isPiece);
        parts.add(part);
        List<Index> inside = new ArrayList<>(around);
        inside.add(kernel.loop().index());
        kernel.body().forEach(step -> part.codes.add(part.inline(step, inside, parts)));
        kernel.sums().forEach(sum -> {
            part.define(sum);
            part.use(sum.body());
        });
        return part;
    }

    private Code iterate(Step.Run run, List<Index> around, List<Part> parts) {
        List<Index> inside = new ArrayList<>(around);
        inside.add(run.loop().index());
        List<Code> body = run.body().stream().map(step -> inline(step, inside, parts)).toList();
        for (Sum sum : run.sums()) {
            define(sum);
            use(sum.body());
        }
        return new Code.Iterate(run.loop(), run.sums(), body);
    }

    private void define(Expr value) {
        defines.add(value);
    }

    private void use(Expr value) {
        uses.add(value);
    }
}
