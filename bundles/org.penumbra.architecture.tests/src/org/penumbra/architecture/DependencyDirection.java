package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A row uses only the rows below it, by required bundles and by imported packages. */
final class DependencyDirection {

    private DependencyDirection() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.isTest()) {
                continue;
            }
            if (Rows.rank(bundle.id()).isEmpty()) {
                found.add(bundle.id() + " has no row: give it one in " + Rows.class.getName());
                continue;
            }
            used(bundle, bundles).filter(used -> !allowed(bundle.id(), used)).distinct()
                    .forEach(used -> found.add(bundle.id() + " must not use " + used));
        }
        return found;
    }

    private static boolean allowed(String user, String used) {
        Optional<Integer> rank = Rows.rank(used);
        return rank.isPresent() && Rows.mayUse(Rows.rank(user).orElseThrow(), rank.get());
    }

    /** The bundles of ours that it requires, or whose packages it imports. */
    private static Stream<String> used(Bundle bundle, List<Bundle> bundles) {
        Stream<String> exporters = bundle.importedPackages().stream().flatMap(name -> bundles.stream()
                .filter(other -> other.exportedPackages().contains(name)).map(Bundle::id));
        return Stream.concat(bundle.requiredBundles().stream(), exporters)
                .filter(id -> id.startsWith("org.penumbra.") && !id.equals(bundle.id()));
    }
}
