package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.ObservedTerms;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Term;

/**
 * The densities of data as values that a program reports, and how they add up to one number for each observation. What
 * elimination makes of one statement are several terms: they belong together, and what they share of their plates
 * tells the observations apart.
 */
final class Pieces {

    private final ObservedTerms observed;
    private final List<Iterations> runs;
    private final List<int[]> pieces;
    private final List<String> names = new ArrayList<>();

    Pieces(ObservedTerms observed) {
        this.observed = observed;
        this.runs = observed.terms().stream().map(one -> Iterations.of(one.term().loops(), observed.program()))
                .toList();
        this.pieces = new ArrayList<>(Collections.nCopies(runs.size(), new int[0]));
        groups().forEach(this::place);
    }

    /** Numbers of the terms that share an observed site, directly or through others. */
    private List<List<Integer>> groups() {
        List<List<Integer>> groups = new ArrayList<>();
        List<Set<String>> sites = new ArrayList<>();
        for (int term = 0; term < runs.size(); term++) {
            Set<String> own = new LinkedHashSet<>(observed.terms().get(term).sites());
            List<Integer> together = new ArrayList<>(List.of(term));
            for (int k = groups.size() - 1; k >= 0 && !observed.program().summation().isEmpty(); k--) {
                if (!Collections.disjoint(sites.get(k), own)) {
                    together.addAll(0, groups.remove(k));
                    own.addAll(sites.remove(k));
                }
            }
            groups.add(together);
            sites.add(own);
        }
        return groups;
    }

    private void place(List<Integer> terms) {
        int depth = terms.stream().mapToInt(term -> runs.get(term).extents().size()).min().orElseThrow();
        while (!agree(terms, depth)) {
            depth--;
        }
        int first = names.size();
        String site = observed.terms().get(terms.getFirst()).sites().iterator().next();
        runs.get(terms.getFirst()).heads(depth).forEach(head -> names.add(name(site, head)));
        for (int term : terms) {
            pieces.set(term, Arrays.stream(runs.get(term).ordinals(depth)).map(head -> first + head).toArray());
        }
    }

    private boolean agree(List<Integer> terms, int depth) {
        List<List<Integer>> first = lists(runs.get(terms.getFirst()).heads(depth));
        return terms.stream().allMatch(term -> lists(runs.get(term).heads(depth)).equals(first));
    }

    private static List<List<Integer>> lists(List<int[]> heads) {
        return heads.stream().map(head -> Arrays.stream(head).boxed().toList()).toList();
    }

    private static String name(String site, int[] indices) {
        StringBuilder text = new StringBuilder(site);
        for (int i = 0; i < indices.length; i++) {
            text.append(i == 0 ? "[" : ",").append(indices[i]);
        }
        return indices.length == 0 ? site : text.append(']').toString();
    }

    List<String> names() {
        return names;
    }

    /** The observation that each iteration of a term adds to. */
    int[] pieces(int term) {
        return pieces.get(term);
    }

    Iterations iterations(int term) {
        return runs.get(term);
    }

    /** The program with nothing but the terms as reported values, in their order. */
    ModelProgram program() {
        List<ReportedValue> values = new ArrayList<>();
        for (int k = 0; k < runs.size(); k++) {
            Term term = observed.terms().get(k).term();
            values.add(new ReportedValue("#" + k, runs.get(k).extents(), term.loops(), term.value()));
        }
        ModelProgram all = observed.program();
        return new ModelProgram(all.latents(), all.recurrences(), values, List.of(), all.data(), all.summation(),
                List.of(), all.streams());
    }
}
