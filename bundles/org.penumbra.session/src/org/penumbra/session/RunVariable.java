package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.inference.SiteMap;

/**
 * A site, as a stored run knows it.
 *
 * @param name as in the text
 * @param deterministic whether it follows from others
 * @param shape extents, empty for a scalar
 * @param support in the words of the language; empty when it is not known
 * @param offset position of its first number among the names of the run
 * @param names of its numbers, row-major, as in {@code theta[1,2]}
 */
public record RunVariable(String name, boolean deterministic, List<Integer> shape, String support, int offset,
        List<String> names) {

    public RunVariable {
        shape = List.copyOf(shape);
        names = List.copyOf(names);
    }

    /** Number of values. */
    public int size() {
        return names.size();
    }

    static List<RunVariable> of(SiteMap sites) {
        return sites.sites().stream().map(site -> new RunVariable(site.name(),
                site.kind() == SiteMap.Site.Kind.DETERMINISTIC, site.shape(), site.support(), site.valueOffset(),
                IntStream.range(0, site.size()).mapToObj(site::elementName).toList())).toList();
    }

    /**
     * What names alone tell: those that agree before their subscripts, one after another, are one variable. It has a
     * shape of several axes when the subscripts count through one in row-major order.
     */
    static List<RunVariable> ofNames(List<String> names) {
        List<RunVariable> variables = new ArrayList<>();
        for (int from = 0; from < names.size();) {
            String stem = stem(names.get(from));
            int to = from + 1;
            while (to < names.size() && names.get(to).endsWith("]") && stem(names.get(to)).equals(stem)) {
                to++;
            }
            List<String> own = names.subList(from, to);
            variables.add(new RunVariable(stem, false, shape(own), "", from, own));
            from = to;
        }
        return variables;
    }

    private static String stem(String name) {
        int bracket = name.indexOf('[');
        return bracket > 0 && name.endsWith("]") ? name.substring(0, bracket) : name;
    }

    private static List<Integer> shape(List<String> names) {
        String last = names.getLast();
        if (!last.endsWith("]")) {
            return List.of();
        }
        List<Integer> shape = new ArrayList<>();
        try {
            for (String subscript : last.substring(stem(last).length() + 1, last.length() - 1).split(",")) {
                shape.add(Integer.parseInt(subscript.strip()));
            }
        } catch (NumberFormatException notCounted) {
            return List.of(names.size());
        }
        SiteMap.Site counted = new SiteMap.Site(stem(last), SiteMap.Site.Kind.LATENT, shape, "", 0, 0, 0);
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        boolean complete = size == names.size()
                && IntStream.range(0, names.size()).allMatch(i -> counted.elementName(i).equals(names.get(i)));
        return complete ? shape : List.of(names.size());
    }
}
