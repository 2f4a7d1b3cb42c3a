package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.Layout;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** Sites that have no conjugate family and are approximated in free coordinates: elements whose bounds are numbers. */
final class GradientSites {

    /**
     * One site.
     *
     * @param bijector from free coordinates, with bounds that are numbers
     * @param firstValue position of its first element among the values of all sites
     */
    record Site(Array array, Bijector bijector, int firstValue) {
    }

    private final Map<Array, Bijector> possible = new LinkedHashMap<>();
    private final Map<Array, Integer> firstValues = new LinkedHashMap<>();

    /** @param program the model over free coordinates, whose sites have the names of those of the joint one */
    GradientSites(JointModel joint, ModelProgram program, Layout layout) {
        Map<String, Bijector> byName = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (LatentSite site : program.latents()) {
            Bijector bijector = bijector(site);
            Bijector other = byName.putIfAbsent(site.name(), bijector == null ? Bijector.IDENTITY : bijector);
            if (bijector == null || other != null && !other.equals(bijector)) {
                refused.add(site.name());
            }
        }
        for (LatentSite site : joint.program().latents()) {
            if (!refused.contains(site.name()) && byName.containsKey(site.name())) {
                possible.put(site.array(), byName.get(site.name()));
                firstValues.put(site.array(), layout.site(site.name()).valueOffset());
            }
        }
    }

    /** @return null where elements are not free of one another, or their bounds vary */
    private static Bijector bijector(LatentSite site) {
        Bijector bijector = switch (site.block().map(BlockDraw::coordinates).orElse(null)) {
            case null -> site.bijector();
            case BlockDraw.Elementwise elementwise -> elementwise.bijector();
            case BlockDraw.Structured structured -> null;
            case BlockDraw.Standard standard -> Bijector.IDENTITY;
        };
        return bijector != null && isNumber(bijector.lower()) && isNumber(bijector.upper()) ? bijector : null;
    }

    private static boolean isNumber(Expr bound) {
        return bound == null || bound.constantValue().isPresent();
    }

    boolean isPossible(Array site) {
        return possible.containsKey(site);
    }

    /** In the order of the text. */
    List<Site> of(Iterable<Array> wanted) {
        List<Site> sites = new ArrayList<>();
        possible.forEach((array, bijector) -> {
            for (Array one : wanted) {
                if (one.equals(array)) {
                    sites.add(new Site(array, bijector, firstValues.get(array)));
                }
            }
        });
        return sites;
    }
}
