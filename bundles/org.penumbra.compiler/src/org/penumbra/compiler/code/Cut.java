package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** How a loop would be cut into pieces of a given length, and the steps of a piece. */
final class Cut {

    private final int iterations;
    private final int length;
    private final Map<Walk.Target, Touched> touched;
    private final Products products;
    private final Map<Walk.Target, Touched> shared = new LinkedHashMap<>();
    private final List<Split.Buffer> buffers = new ArrayList<>();
    private final Map<Walk.Target, Integer> numbers = new LinkedHashMap<>();
    private String name;

    /** @param touched what pieces of this length write to */
    Cut(int iterations, int length, Map<Walk.Target, Touched> touched, Products products) {
        this.iterations = iterations;
        this.length = length;
        this.touched = touched;
        this.products = products;
        touched.forEach((target, range) -> {
            if (!range.isDisjoint()) {
                shared.put(target, range);
            }
        });
    }

    /** Of pieces twice as long. */
    Cut joined() {
        Map<Walk.Target, Touched> joined = new LinkedHashMap<>();
        touched.forEach((target, range) -> joined.put(target, range.joined()));
        return new Cut(iterations, 2 * length, joined, products);
    }

    int pieces() {
        return (iterations + length - 1) / length;
    }

    /** Elements of the buffers of all pieces together. */
    long buffered() {
        long columns = products.ranks().stream().mapToInt(Products.Rank::columns).sum();
        return columns * pieces() + shared.values().stream().mapToLong(Touched::total).sum();
    }

    /** What several pieces would set has to be set in their order. */
    boolean isPossible() {
        return shared.keySet().stream().noneMatch(Walk.Target::isSet);
    }

    Split of(Step loop, int number) {
        name = "split" + number + ".";
        shared.forEach((target, range) -> {
            int[] lengths = range.lengths();
            numbers.put(target, buffers.size());
            buffers.add(new Split.Buffer(own("buffer", Array.Role.ADJOINT, longest(lengths)), target.array(),
                    target.base(), range.begins(), lengths, false));
        });
        List<Array> own = new ArrayList<>();
        return switch (loop) {
            case Step.Rows(Kernel kernel) -> {
                Step piece = new Step.Rows(new Kernel(kernel.number(), kernel.loop(), kernel.sums(),
                        rewritten(kernel.body()), own(kernel.products(), own)));
                yield new Split(number, piece, iterations, length, kernel.sums(), buffers, own);
            }
            case Step.Run run -> {
                Loop part = run.loop().between(Split.FROM.plus(run.loop().lower()),
                        Split.TO.plus(run.loop().lower()).minus(1));
                yield new Split(number, new Step.Run(part, run.sums(), rewritten(run.body())), iterations, length,
                        run.sums(), buffers, own);
            }
            default -> throw new IllegalStateException("no loop: " + loop);
        };
    }

    private static int longest(int[] lengths) {
        int longest = 0;
        for (int one : lengths) {
            longest = Math.max(longest, one);
        }
        return longest;
    }

    private Array own(String what, Array.Role role, int size) {
        return new Array(name + what + buffers.size(), role, List.of(size));
    }

    /** Weights times matrix: each piece has sums of its own. */
    private Products own(Products whole, List<Array> own) {
        List<Products.Rank> ranks = new ArrayList<>();
        for (Products.Rank rank : whole.ranks()) {
            Array lanes = own("lanes", rank.lanes().role(), rank.lanes().size());
            Array sums = own("sums", rank.sums().role(), rank.sums().size());
            own.add(lanes);
            int[] lengths = new int[pieces()];
            Arrays.fill(lengths, rank.columns());
            buffers.add(new Split.Buffer(sums, rank.sums(), 0, new int[pieces()], lengths, true));
            ranks.add(new Products.Rank(rank.tiles(), rank.weights(), lanes, sums));
        }
        return new Products(whole.dots(), ranks);
    }

    private List<Step> rewritten(List<Step> body) {
        return body.stream().map(this::rewritten).toList();
    }

    private Step rewritten(Step step) {
        return switch (step) {
            case Step.Write(Scatter write) when numbers.containsKey(Walk.Target.of(write)) -> buffered(write);
            case Step.Run run -> new Step.Run(run.loop(), run.sums(), rewritten(run.body()));
            case Step.Rows(Kernel kernel) -> new Step.Rows(new Kernel(kernel.number(), kernel.loop(), kernel.sums(),
                    rewritten(kernel.body()), kernel.products()));
            default -> step;
        };
    }

    private Step buffered(Scatter write) {
        int number = numbers.get(Walk.Target.of(write));
        Expr offset = write.offset().minus(Split.beginOf(number));
        return new Step.Write(new Scatter(write.path(), buffers.get(number).own(), offset, write.value()));
    }
}
