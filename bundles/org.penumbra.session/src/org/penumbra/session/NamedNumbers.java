package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap;

/**
 * Numbers with one name and different subscripts.
 *
 * @param shape extents, empty for a scalar
 * @param values row-major
 */
record NamedNumbers(String name, List<Integer> shape, double[] values) {

    /** Neighbours that differ in their subscripts, which end with the extents. */
    static List<NamedNumbers> of(List<Guide.NamedValue> all) {
        List<NamedNumbers> arrays = new ArrayList<>();
        for (int from = 0; from < all.size();) {
            String name = base(all.get(from).name());
            int to = from + 1;
            while (to < all.size() && isOf(name, all.get(to).name())) {
                to++;
            }
            arrays.add(new NamedNumbers(name, extents(all.get(to - 1).name()),
                    all.subList(from, to).stream().mapToDouble(Guide.NamedValue::value).toArray()));
            from = to;
        }
        return arrays;
    }

    /** The numbers one by one. */
    List<Guide.NamedValue> elements() {
        SiteMap.Site site = new SiteMap.Site(name, SiteMap.Site.Kind.LATENT, shape, "", 0, -1, 0, List.of());
        List<Guide.NamedValue> elements = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            elements.add(new Guide.NamedValue(site.elementName(k), values[k]));
        }
        return elements;
    }

    private static boolean isOf(String name, String element) {
        return element.length() > name.length() && element.charAt(name.length()) == '[' && element.startsWith(name);
    }

    private static String base(String element) {
        int bracket = element.indexOf('[');
        return bracket < 0 ? element : element.substring(0, bracket);
    }

    private static List<Integer> extents(String last) {
        int bracket = last.indexOf('[');
        return bracket < 0 ? List.of() : Arrays.stream(last.substring(bracket + 1, last.length() - 1).split(","))
                .map(Integer::valueOf).toList();
    }
}
