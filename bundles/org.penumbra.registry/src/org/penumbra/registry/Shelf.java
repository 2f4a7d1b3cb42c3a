package org.penumbra.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What one extension point holds, by name. Two contributions of one name are both listed, neither is handed out. */
final class Shelf {
    private final Point point;
    private final List<Contribution> contributions;
    private final Map<String, List<Contribution>> byName;
    private final Map<String, Problem> unusable = new TreeMap<>();

    /**
     * @param refused what is wrong with registrations that have a name but are not usable, by that name
     */
    Shelf(Point point, List<Contribution> contributions, Map<String, Problem> refused, Complaints complaints) {
        this.point = point;
        this.contributions = contributions.stream()
                .sorted(Comparator.comparing(Contribution::name).thenComparing(Contribution::bundle)).toList();
        this.byName = this.contributions.stream().collect(
                Collectors.groupingBy(Contribution::name, TreeMap::new, Collectors.toList()));
        unusable.putAll(refused);
        byName.forEach((name, same) -> {
            unusable.remove(name);
            if (same.size() > 1) {
                unusable.put(name, complaints.add(duplicate(same)));
            }
        });
    }

    List<Contribution> contributions() {
        return contributions;
    }

    Optional<Contribution> find(String name) {
        if (unusable.containsKey(name)) {
            throw PenumbraException.plugin(null, unusable.get(name));
        }
        return Optional.ofNullable(byName.get(name)).map(List::getFirst);
    }

    Contribution require(String name) {
        return find(name).orElseThrow(() -> PenumbraException.usage(unknown(name)));
    }

    private Problem unknown(String name) {
        List<String> nearest = Nearest.to(name, byName.keySet());
        String message = byName.isEmpty() ? "%s '%s' is wanted, but no %s is installed."
                : "there is no %s '%s'.";
        Problem problem = Problem.error(Complaints.UNKNOWN_NAME,
                message.formatted(point.element(), name, point.element())).offering(nearest);
        return nearest.isEmpty() && !byName.isEmpty()
                ? problem.advise("Installed: " + String.join(", ", byName.keySet()) + ".") : problem;
    }

    private static Problem duplicate(List<Contribution> same) {
        List<String> bundles = same.stream().map(Contribution::bundle).distinct().toList();
        return Problem.error(Complaints.DUPLICATE,
                same.getFirst() + " is registered " + same.size() + " times; none of them is used.")
                .about(String.join(" and ", bundles))
                .advise(bundles.size() == 1 ? "Rename one of them." : "Remove one of the bundles.");
    }
}
