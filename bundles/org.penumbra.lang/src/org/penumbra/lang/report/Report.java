package org.penumbra.lang.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.penumbra.core.Location;
import org.penumbra.core.Problem;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.text.Region;

/** Collects what is found wrong with a script: of one place, what is found first. */
public final class Report {

    private final Places places;
    private final Map<Location, Problem> problems = new HashMap<>();
    private final Map<Location, Region> regions = new HashMap<>();

    public Report(Places places) {
        this.places = places;
    }

    public Places places() {
        return places;
    }

    /** About an element, at its start. */
    public void add(Problem problem, EObject element) {
        Location at = places.apply(element);
        regions.putIfAbsent(at, Region.of(element));
        add(problem.at(at));
    }

    /** About what one feature of an element says. */
    public void add(Problem problem, EObject element, EStructuralFeature feature) {
        Location at = places.of(element, feature);
        regions.putIfAbsent(at, Region.of(element, feature));
        add(problem.at(at));
    }

    /** Dropped where something at least as bad is known already: it would be a consequence, or the same again. */
    public void add(Problem problem) {
        problems.merge(problem.location(), problem,
                (known, next) -> next.severity().compareTo(known.severity()) < 0 ? next : known);
    }

    /** {@code line 3}, for messages that point to a second place. */
    public String line(EObject element) {
        return "line " + places.apply(element).line();
    }

    /** What the problems that name an element are about, by the place of the problem. */
    public Map<Location, Region> regions() {
        return Map.copyOf(regions);
    }

    /** In the order of the text. */
    public List<Problem> sorted() {
        Comparator<Problem> order = Comparator.comparing(Problem::location,
                Comparator.comparingInt(Location::line).thenComparingInt(Location::column));
        return problems.values().stream().sorted(order.thenComparing(Problem::code)).toList();
    }
}
