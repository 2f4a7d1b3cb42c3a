package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Inputs of array functions that are free coordinates as they are, such as the weights of a layer: they are read where
 * they lie, and their derivatives are added to the output at once, instead of by way of copies.
 */
final class FreeBlocks {

    private final Program program;
    /** What is copied, by where it goes. */
    private final Map<Array, Scatter> copies = new HashMap<>();
    /** Where the derivatives by a copy go, by where they are gathered. */
    private final Map<Array, Scatter> returns = new HashMap<>();
    /** Arrays that something else has to do with. */
    private final Set<Array> used = new HashSet<>();

    private FreeBlocks(Program program) {
        this.program = program;
    }

    /** The stages with such inputs in their own places. */
    static List<Stage> inPlace(Program program) {
        if (program.stages().stream().noneMatch(stage -> stage.effects().stream().anyMatch(Invoke.class::isInstance))) {
            return program.stages();
        }
        FreeBlocks blocks = new FreeBlocks(program);
        program.stages().forEach(blocks::look);
        blocks.settle();
        return program.stages().stream().map(blocks::rewritten).toList();
    }

    private void look(Stage stage) {
        stage.wanted().forEach(this::reads);
        for (Effect effect : stage.effects()) {
            switch (effect) {
                case Invoke call -> {
                    used.add(call.output().array());
                    call.adjoints().ifPresent(adjoints -> used.add(adjoints.output()));
                }
                case Scatter scatter -> look(scatter);
            }
        }
    }

    private void look(Scatter scatter) {
        if (scatter.array() != null && isCopy(scatter) && copies.putIfAbsent(scatter.array(), scatter) == null) {
            return;
        }
        if (scatter.array() == null && scatter.value() instanceof Element derivative
                && derivative.array().role() == Array.Role.ADJOINT
                && returns.putIfAbsent(derivative.array(), scatter) == null) {
            return;
        }
        if (scatter.array() != null) {
            used.add(scatter.array());
        }
        reads(scatter.value());
    }

    private void reads(Expr value) {
        used.addAll(program.facts().of(value).stored());
    }

    /** Whether a whole array is set to free coordinates that lie in the same order. */
    private boolean isCopy(Scatter scatter) {
        return scatter.sets() && scatter.value() instanceof Element element
                && element.array().role() == Array.Role.FREE
                && start(scatter.path(), scatter.offset(), scatter.array().size()).equals(Optional.of(0))
                && start(scatter.path(), element.offset(), scatter.array().size()).isPresent();
    }

    /** The first of some positions that follow one another row-major along the loops, if they do and are so many. */
    private Optional<Integer> start(List<Loop> path, Expr offset, int size) {
        int stride = 1;
        Evaluator first = new Evaluator(program.data()::get);
        if (!program.facts().isKnown(offset)) {
            return Optional.empty();
        }
        for (Loop loop : path.reversed()) {
            if (loop.lower().constantValue().isEmpty() || loop.upper().constantValue().isEmpty()
                    || Ranges.count(loop) > 1 && Strides.of(offset, loop.index()).orElse(0) != stride) {
                return Optional.empty();
            }
            stride *= Ranges.count(loop);
            first = first.with(loop.index(), Ranges.lower(loop));
        }
        return stride == size ? Optional.of(first.integer(offset)) : Optional.empty();
    }

    /** Leaves the copies that nothing but calls have to do with. */
    private void settle() {
        copies.keySet().removeIf(used::contains);
        returns.entrySet().removeIf(entry -> used.contains(entry.getKey()));
        Set<Array> differentiated = new HashSet<>();
        calls().forEach(call -> call.adjoints().ifPresent(adjoints -> {
            for (int k = 0; k < call.inputs().size(); k++) {
                Array copy = call.inputs().get(k).array();
                adjoints.inputs().get(k).filter(derivative -> !isReturned(copy, derivative))
                        .ifPresent(derivative -> differentiated.add(copy));
            }
        }));
        copies.keySet().removeAll(differentiated);
        Set<Array> kept = new HashSet<>();
        calls().forEach(call -> call.adjoints().ifPresent(adjoints -> {
            for (int k = 0; k < call.inputs().size(); k++) {
                if (copies.containsKey(call.inputs().get(k).array())) {
                    adjoints.inputs().get(k).ifPresent(kept::add);
                }
            }
        }));
        returns.keySet().retainAll(kept);
    }

    private Stream<Invoke> calls() {
        return program.stages().stream().flatMap(stage -> stage.effects().stream()).filter(Invoke.class::isInstance)
                .map(Invoke.class::cast);
    }

    /** Whether derivatives go to the output in the same order, to the place of the coordinates themselves. */
    private boolean isReturned(Array copy, Array derivative) {
        Scatter taken = copies.get(copy);
        Scatter given = returns.get(derivative);
        if (taken == null || given == null) {
            return false;
        }
        Element free = (Element) taken.value();
        return given.base() == program.freeBase().get(free.array())
                && start(given.path(), ((Element) given.value()).offset(), copy.size()).equals(Optional.of(0))
                && start(given.path(), given.offset(), copy.size())
                        .equals(start(taken.path(), free.offset(), copy.size()));
    }

    private Stage rewritten(Stage stage) {
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : stage.effects()) {
            switch (effect) {
                case Invoke call -> effects.add(rewritten(call));
                case Scatter scatter -> {
                    if (copies.get(scatter.array()) != scatter && !returns.containsValue(scatter)) {
                        effects.add(scatter);
                    }
                }
            }
        }
        return new Stage(stage.wanted(), effects, stage.sequential());
    }

    private Invoke rewritten(Invoke call) {
        return new Invoke(call.path(), call.function(), call.inputs().stream().map(this::place).toList(),
                call.output(), call.adjoints().map(adjoints -> {
                    List<Optional<Array>> inputs = new ArrayList<>();
                    for (int k = 0; k < call.inputs().size(); k++) {
                        Scatter copy = copies.get(call.inputs().get(k).array());
                        inputs.add(adjoints.inputs().get(k)
                                .map(array -> copy == null ? array : ((Element) copy.value()).array()));
                    }
                    return new Invoke.Adjoints(adjoints.output(), inputs);
                }));
    }

    private Place place(Place place) {
        Scatter copy = copies.get(place.array());
        if (copy == null) {
            return place;
        }
        Element free = (Element) copy.value();
        int start = start(copy.path(), free.offset(), place.array().size()).orElseThrow();
        return new Place(free.array(), place.offset().plus(start));
    }
}
