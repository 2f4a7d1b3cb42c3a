package org.penumbra.lang.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.penumbra.core.Location;
import org.penumbra.core.Problem;
import org.penumbra.lang.text.Places;

/** Collects what is found wrong with a script; says the same thing about the same place once. */
public final class Report {

    private final Places places;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    public Report(Places places) {
        this.places = places;
    }

    public Places places() {
        return places;
    }

    /** About an element, at its start. */
    public void add(Problem problem, EObject element) {
        add(problem.at(places.apply(element)));
    }

    /** About what one feature of an element says. */
    public void add(Problem problem, EObject element, EStructuralFeature feature) {
        add(problem.at(places.of(element, feature)));
    }

    public void add(Problem problem) {
        if (said.add(problem.location() + " " + problem.code())) {
            problems.add(problem);
        }
    }

    /** {@code line 3}, for messages that point to a second place. */
    public String line(EObject element) {
        return "line " + places.apply(element).line();
    }

    /** In the order of the text. */
    public List<Problem> sorted() {
        Comparator<Problem> order = Comparator.comparing(Problem::location,
                Comparator.comparingInt(Location::line).thenComparingInt(Location::column));
        return problems.stream().sorted(order.thenComparing(Problem::code)).toList();
    }
}
