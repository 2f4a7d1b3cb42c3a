package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Op;

/**
 * Distributes what a row does over phases: first what is read from scattered places, then in turn as much as one
 * vector method holds and what only scalar code can compute, at last what is added to scattered places.
 */
final class VectorPlanner {

    /** Above this softplus is the identity. */
    private static final double SATURATION = 40;

    private final Kernel kernel;
    private final Index index;
    private final int budget;
    private final Map<Expr, Element> loads = new LinkedHashMap<>();
    private final List<Phase.Node> gathers = new ArrayList<>();
    private final Map<Expr, Phase.Node> nodes = new LinkedHashMap<>();
    private final List<Scatter> direct = new ArrayList<>();
    private final List<Scatter> ordered = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Expr, Draft> home = new HashMap<>();
    private final Map<Expr, Integer> columns = new LinkedHashMap<>();

    /** A phase in the making. */
    private record Draft(boolean vector, List<Phase.Node> nodes, Set<Expr> stored, List<Integer> sums,
            List<Scatter> writes) {

        Draft(boolean vector) {
            this(vector, new ArrayList<>(), new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>());
        }

        Phase finished() {
            return new Phase(vector, nodes, List.copyOf(stored), sums, writes);
        }
    }

    private VectorPlanner(Kernel kernel, int budget) {
        this.kernel = kernel;
        this.index = kernel.loop().index();
        this.budget = budget;
    }

    /**
     * @param budget vector operations that one method may hold
     * @return empty when nothing in the rows is worth a vector
     */
    static Optional<VectorPlan> plan(Kernel kernel, int budget) {
        VectorPlanner planner = new VectorPlanner(kernel, budget);
        planner.sort();
        if (planner.nodes.values().stream().noneMatch(VectorPlanner::isVector)) {
            return Optional.empty();
        }
        planner.distribute();
        planner.placeResults();
        planner.connect();
        return Optional.of(new VectorPlan(planner.drafts.stream().map(Draft::finished).toList(), planner.loads,
                planner.columns));
    }

    private void sort() {
        for (Step step : kernel.body()) {
            switch (step) {
                case Step.Load load -> loads.put(load.value(), load.source());
                case Step.Compute(Element element) -> {
                    if (Strides.of(element.offset(), index).orElse(0) == 1) {
                        loads.put(element, element);
                    } else {
                        gathers.add(new Phase.Node(element, element));
                    }
                }
                case Step.Compute(Apply apply) -> add(apply);
                case Step.Write write -> (isDirect(write.scatter()) ? direct : ordered).add(write.scatter());
                default -> throw new IllegalStateException("not in a row: " + step);
            }
        }
    }

    private void add(Apply apply) {
        if (apply.op() == Op.SOFTPLUS) {
            Expr x = apply.argument(0);
            Apply large = apply(Op.LT, Expr.of(SATURATION), x);
            Apply exp = apply(Op.EXP, x);
            Apply log = apply(Op.LOG1P, exp);
            List.of(large, exp, log).forEach(this::add);
            nodes.put(apply, new Phase.Node(apply, apply(Op.SELECT, large, x, log)));
        } else {
            nodes.putIfAbsent(apply, new Phase.Node(apply, apply));
        }
    }

    /** Whether eight rows write to eight successive elements, and nothing else in a row to the same array. */
    private boolean isDirect(Scatter write) {
        return Strides.of(write.offset(), index).orElse(0) == 1
                && kernel.body().stream().filter(step -> step instanceof Step.Write other
                        && Objects.equals(other.scatter().array(), write.array())
                        && other.scatter().base() == write.base()).count() == 1;
    }

    private static boolean isVector(Phase.Node node) {
        return node.formula() instanceof Apply apply && VectorOps.has(apply.op());
    }

    private void distribute() {
        if (!gathers.isEmpty()) {
            Draft first = new Draft(false);
            gathers.forEach(gather -> take(gather, first));
            drafts.add(first);
        }
        List<Phase.Node> remaining = new ArrayList<>(nodes.values());
        while (!remaining.isEmpty()) {
            Draft vector = vectorPhase(remaining);
            Draft scalar = new Draft(false);
            for (Phase.Node node : List.copyOf(remaining)) {
                if (!isVector(node) && isReady(node)) {
                    take(node, scalar);
                    remaining.remove(node);
                }
            }
            if (vector.nodes.isEmpty() && scalar.nodes.isEmpty()) {
                throw new IllegalStateException("no order to compute " + remaining);
            }
            List.of(vector, scalar).stream().filter(draft -> !draft.nodes.isEmpty()).forEach(drafts::add);
        }
    }

    private Draft vectorPhase(List<Phase.Node> remaining) {
        Draft draft = new Draft(true);
        int weight = 0;
        for (Phase.Node node : List.copyOf(remaining)) {
            if (isVector(node) && isReady(node)) {
                weight += VectorOps.weight(((Apply) node.formula()).op());
                if (weight > budget && !draft.nodes.isEmpty()) {
                    break;
                }
                take(node, draft);
                remaining.remove(node);
            }
        }
        return draft;
    }

    private void take(Phase.Node node, Draft draft) {
        draft.nodes.add(node);
        home.put(node.value(), draft);
    }

    private boolean isReady(Phase.Node node) {
        return ((Apply) node.formula()).arguments().stream()
                .allMatch(argument -> !nodes.containsKey(argument) || home.containsKey(argument));
    }

    /** Sums and writes go where their value is computed, or into the last vector phase. */
    private void placeResults() {
        for (int s = 0; s < kernel.sums().size(); s++) {
            vectorHome(kernel.sums().get(s).body()).sums.add(s);
        }
        direct.forEach(write -> vectorHome(write.value()).writes.add(write));
        if (!ordered.isEmpty()) {
            Draft last = new Draft(false);
            last.writes.addAll(ordered);
            drafts.add(last);
        }
    }

    private Draft vectorHome(Expr value) {
        Draft draft = home.get(value);
        if (draft != null && draft.vector) {
            return draft;
        }
        if (!drafts.getLast().vector) {
            drafts.add(new Draft(true));
        }
        return drafts.getLast();
    }

    /** What a phase needs of another one crosses memory. */
    private void connect() {
        for (Draft draft : drafts) {
            Set<Expr> needed = new HashSet<>();
            for (Phase.Node node : draft.nodes) {
                if (node.formula() instanceof Apply apply) {
                    needed.addAll(apply.arguments());
                }
            }
            draft.sums.forEach(sum -> needed.add(kernel.sums().get(sum).body()));
            draft.writes.forEach(write -> needed.add(write.value()));
            for (Expr value : needed) {
                Draft source = home.get(value);
                if (source != null && source != draft) {
                    source.stored.add(value);
                    columns.putIfAbsent(value, columns.size());
                }
            }
        }
    }

    /** Of something that varies: there is nothing to simplify. */
    private static Apply apply(Op op, Expr... arguments) {
        return (Apply) Apply.of(op, arguments);
    }
}
