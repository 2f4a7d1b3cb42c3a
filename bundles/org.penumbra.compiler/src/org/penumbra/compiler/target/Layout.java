package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.inference.SiteMap.Site;

/**
 * Where each site lies among the free coordinates and among the reported values.
 *
 * @param sites latent ones first
 * @param freeBase position of each latent array's first coordinate
 * @param dimension number of free coordinates
 * @param valueCount number of reported values
 */
public record Layout(List<Site> sites, Map<Array, Integer> freeBase, int dimension, int valueCount) {

    public static Layout of(ModelProgram program) {
        List<Site> sites = new ArrayList<>();
        Map<Array, Integer> freeBase = new LinkedHashMap<>();
        int free = 0;
        int values = 0;
        for (LatentSite latent : program.latents()) {
            if (freeBase.containsKey(latent.array())) {
                continue; // a further statement of a site that is drawn element after element
            }
            int size = latent.array().size();
            freeBase.put(latent.array(), free);
            sites.add(new Site(latent.name(), Site.Kind.LATENT, latent.shape(), latent.support(), values, free, size,
                    latent.labels(), latent.isParameter()));
            free += size;
            values += size(latent.shape());
        }
        for (ReportedValue value : program.reported()) {
            sites.add(new Site(value.name(), Site.Kind.DETERMINISTIC, value.shape(), "real", values, -1, 0));
            values += size(value.shape());
        }
        return new Layout(List.copyOf(sites), freeBase, free, values);
    }

    /** Position of the first value that is no latent site. */
    public int firstReported() {
        return sites.stream().filter(site -> site.kind() == Site.Kind.DETERMINISTIC).mapToInt(Site::valueOffset)
                .findFirst().orElse(valueCount);
    }

    /** Where the site of this name lies. */
    public Site site(String name) {
        return sites.stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
    }

    /** Number of elements. */
    public static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** Row-major position of the element that the value's loops are at. */
    public static Expr offset(ReportedValue value) {
        Expr offset = Expr.of(0);
        for (int axis = 0; axis < value.shape().size(); axis++) {
            offset = offset.times(value.shape().get(axis)).plus(value.loops().get(axis).index().minus(1));
        }
        return offset;
    }
}
