package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Array;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * Goes through the iterations of a loop, and of those inside of it, without computing anything but subscripts: how much
 * work there is, and which elements pieces of the loop write to.
 */
final class Walk {

    /** What a subscript is looked at for. */
    private interface Visit {
        void at(int[] indices);
    }

    /** What is written: an array, or the output (null) from an element on. */
    record Target(Array array, int base) {

        static Target of(Scatter write) {
            return new Target(write.array(), write.base());
        }

        /** Whether elements are set; otherwise they are added to. */
        boolean isSet() {
            return array != null && array.role() == Array.Role.STATE;
        }
    }

    private final Map<Index, Integer> numbers = new HashMap<>();
    private final Subscripts subscripts;
    private final Map<Array, Integer> freeBase;
    private final Map<Target, Touched> touched = new LinkedHashMap<>();
    private final int first;
    private final int iterations;
    /** What every iteration has to look at. */
    private final List<Visit> inside;
    /** What grows evenly is looked at where pieces begin and end only. */
    private final List<Visit> ends = new ArrayList<>();
    private double work;
    private int piece;
    private boolean isPossible = true;

    /** @param program has the data, and what the output consists of */
    Walk(Loop loop, List<Step> body, Program program) {
        this.subscripts = new Subscripts(program.data(), numbers);
        this.freeBase = program.freeBase();
        this.first = Ranges.lower(loop);
        this.iterations = Ranges.count(loop);
        numbers.put(loop.index(), 0);
        this.inside = visits(body, loop.index());
    }

    /**
     * Goes.
     *
     * @param length of the pieces
     */
    void go(int length) {
        int pieces = (iterations + length - 1) / length;
        work = 0;
        touched.values().forEach(target -> target.begin(pieces));
        int[] indices = new int[numbers.size()];
        for (piece = 0; piece < pieces; piece++) {
            int from = first + piece * length;
            int to = Math.min(first + iterations, from + length) - 1;
            visit(ends, from, from, indices);
            visit(ends, to, to, indices);
            if (!inside.isEmpty()) {
                visit(inside, from, to, indices);
            }
        }
    }

    private static void visit(List<Visit> visits, int from, int to, int[] indices) {
        for (int i = from; i <= to; i++) {
            indices[0] = i;
            for (Visit visit : visits) {
                visit.at(indices);
            }
        }
    }

    /** False when something that it has to go through is not known before anything runs. */
    boolean isPossible() {
        return isPossible;
    }

    /** Work in the loops inside. */
    double work() {
        return work;
    }

    /** Of each target, what every piece writes to. */
    Map<Target, Touched> touched() {
        return touched;
    }

    /** @param top the index of the whole loop in its own body; null further inside */
    private List<Visit> visits(List<Step> body, Index top) {
        List<Visit> visits = new ArrayList<>();
        for (Step step : body) {
            switch (step) {
                case Step.Write write -> (isFoundAtEnds(write.scatter(), top) ? ends : visits)
                        .add(write(write.scatter()));
                case Step.Run run -> visits.add(loop(run.loop(), run.body()));
                case Step.Rows rows -> visits.add(loop(rows.kernel().loop(), rows.kernel().body()));
                default -> { }
            }
        }
        return visits;
    }

    private boolean isFoundAtEnds(Scatter write, Index top) {
        return top != null && (Strides.of(write.offset(), top).isPresent() || !subscripts.areKnown(write.offset()));
    }

    private Visit write(Scatter write) {
        Touched target = touched.computeIfAbsent(Target.of(write), key -> new Touched());
        if (!subscripts.areKnown(write.offset())) {
            return anywhere(write, target);
        }
        Subscripts.Subscript offset = subscripts.of(write.offset());
        return indices -> target.add(piece, offset.at(indices));
    }

    private Visit anywhere(Scatter write, Touched target) {
        OptionalInt size = write.array() != null ? OptionalInt.of(write.array().size())
                : freeBase.entrySet().stream().filter(site -> site.getValue() == write.base())
                        .mapToInt(site -> site.getKey().size()).max();
        isPossible &= size.isPresent();
        return indices -> {
            target.add(piece, 0);
            target.add(piece, size.orElseThrow() - 1);
        };
    }

    private Visit loop(Loop loop, List<Step> body) {
        isPossible &= subscripts.areKnown(loop.lower()) && subscripts.areKnown(loop.upper());
        if (!isPossible) {
            return indices -> { };
        }
        Subscripts.Subscript lower = subscripts.of(loop.lower());
        Subscripts.Subscript upper = subscripts.of(loop.upper());
        numbers.putIfAbsent(loop.index(), numbers.size());
        int number = numbers.get(loop.index());
        List<Visit> visits = visits(body, null);
        double each = Work.of(body);
        return indices -> {
            int last = upper.at(indices);
            int start = lower.at(indices);
            work += each * Math.max(0, last - start + 1);
            for (int k = start; k <= last && !visits.isEmpty(); k++) {
                indices[number] = k;
                visits.forEach(visit -> visit.at(indices));
            }
        };
    }
}
