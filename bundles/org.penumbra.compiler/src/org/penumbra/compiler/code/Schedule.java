package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Levels;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Puts values and outputs in an order in which they can be computed: each value once, in the outermost loop where it
 * does not change, and all sums and outputs over one loop in one pass.
 */
final class Schedule {

    private final Facts facts;
    private final Levels levels;

    private Schedule(Facts facts) {
        this.facts = facts;
        this.levels = new Levels(facts);
    }

    /** Steps that compute the wanted values and all outputs, stage after stage. */
    static List<Step> of(Facts facts, List<Stage> stages) {
        Schedule schedule = new Schedule(facts);
        Set<Expr> computed = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Stage stage : stages) {
            Level level = schedule.new Level(null, computed, stage.sequential());
            steps.addAll(level.order(stage.wanted(), stage.effects()));
        }
        return steps;
    }

    /** One level of the loops: the root, or the body of a loop. */
    private final class Level {

        private final Index index;
        private final List<Step> steps = new ArrayList<>();
        private final Set<Expr> computed;
        private final Map<Levels.Group, List<Sum>> sums = new LinkedHashMap<>();
        private final Map<Levels.Group, List<Effect>> nested = new LinkedHashMap<>();
        private final Set<Levels.Group> emitted = new LinkedHashSet<>();
        private final boolean sequential;
        /** Of effects that take turns in a loop: one pass, at the level of the one that needs most. */
        private final Map<Loop, Integer> joint = new HashMap<>();

        Level(Loop loop, Set<Expr> computed, boolean sequential) {
            this.index = loop == null ? null : loop.index();
            this.computed = computed;
            this.sequential = sequential;
        }

        List<Step> order(List<Expr> wanted, List<? extends Effect> outputs) {
            Set<Expr> seen = new LinkedHashSet<>();
            wanted.forEach(value -> collect(value, seen));
            outputs.stream().filter(output -> sequential && !output.path().isEmpty()).forEach(output -> joint
                    .merge(output.path().getFirst(), levels.levelOfInside(neededHere(output)), Math::max));
            for (Effect output : outputs) {
                neededHere(output).forEach(value -> collect(value, seen));
                if (!output.path().isEmpty()) {
                    nested.computeIfAbsent(groupOf(output), group -> new ArrayList<>()).add(output);
                }
            }
            wanted.forEach(this::visit);
            outputs.forEach(this::emit);
            return steps;
        }

        private void emit(Effect output) {
            if (output.path().isEmpty()) {
                output.needed().forEach(this::visit);
                steps.add(switch (output) {
                    case Scatter scatter -> new Step.Write(scatter);
                    case Invoke invoke -> new Step.Call(invoke);
                });
            } else {
                visit(groupOf(output));
            }
        }

        /** What an output in a loop below needs from this level. */
        private Set<Expr> neededHere(Effect output) {
            Set<Expr> needed = new LinkedHashSet<>(output.needed());
            for (Loop loop : output.path().reversed()) {
                Set<Expr> further = new LinkedHashSet<>();
                needed.forEach(value -> further.addAll(levels.outside(value, loop.index())));
                needed = further;
            }
            return needed;
        }

        private Levels.Group groupOf(Effect output) {
            Loop loop = output.path().getFirst();
            Integer level = joint.get(loop);
            return new Levels.Group(loop, level != null ? level : levels.levelOfInside(neededHere(output)));
        }

        private boolean isHere(Expr node) {
            return index == null || facts.dependsOn(node, index);
        }

        private void collect(Expr node, Set<Expr> seen) {
            if (!isHere(node) || computed.contains(node) || !seen.add(node)) {
                return;
            }
            if (node instanceof Apply apply) {
                apply.arguments().forEach(argument -> collect(argument, seen));
            } else if (node instanceof Sum sum) {
                sums.computeIfAbsent(levels.groupOf(sum), group -> new ArrayList<>()).add(sum);
                levels.outside(sum).forEach(part -> collect(part, seen));
            }
        }

        private void visit(Expr node) {
            if (node instanceof Constant || node instanceof Index || !isHere(node) || computed.contains(node)) {
                return;
            }
            switch (node) {
                case Sum sum -> visit(levels.groupOf(sum));
                case Apply apply -> {
                    apply.arguments().forEach(this::visit);
                    compute(apply);
                }
                case Element element -> compute(element);
                default -> throw new IllegalStateException("nothing computes " + node);
            }
        }

        private void compute(Expr node) {
            if (computed.add(node)) {
                steps.add(new Step.Compute(node));
            }
        }

        private void visit(Levels.Group group) {
            if (!emitted.add(group)) {
                return;
            }
            List<Sum> members = sums.getOrDefault(group, List.of());
            List<Effect> outputs = nested.getOrDefault(group, List.of());
            members.forEach(member -> levels.outside(member).forEach(this::visit));
            outputs.forEach(output -> neededHere(output).forEach(this::visit));
            List<Expr> bodies = members.stream().map(Sum::body).toList();
            List<Step> body = new Level(group.loop(), new LinkedHashSet<>(), sequential).order(bodies,
                    outputs.stream().map(Effect::inner).toList());
            steps.add(new Step.Run(group.loop(), members, body));
            computed.addAll(members);
        }
    }
}
