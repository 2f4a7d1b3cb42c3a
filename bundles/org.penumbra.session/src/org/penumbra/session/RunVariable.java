package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.exchange.DrawnVariable;
import org.penumbra.inference.SiteMap;

/**
 * A site, as a stored run knows it.
 *
 * @param name as in the text
 * @param deterministic whether it follows from others
 * @param parameter whether it is no random variable but was estimated as a point: the same in all draws
 * @param shape extents, empty for a scalar
 * @param support in the words of the language; empty when it is not known
 * @param offset position of its first number among the names of the run
 * @param names of its numbers, row-major, as in {@code theta[1,2]}
 */
public record RunVariable(String name, boolean deterministic, boolean parameter, List<Integer> shape, String support,
        int offset, List<String> names) {

    /** One that is no parameter. */
    public RunVariable(String name, boolean deterministic, List<Integer> shape, String support, int offset,
            List<String> names) {
        this(name, deterministic, false, shape, support, offset, names);
    }

    public RunVariable {
        shape = List.copyOf(shape);
        names = List.copyOf(names);
    }

    /** Number of values. */
    public int size() {
        return names.size();
    }

    /** Those that the draws have columns of: all but {@link LargeParameters}. */
    static List<RunVariable> of(SiteMap sites) {
        List<RunVariable> variables = new ArrayList<>();
        int offset = 0;
        for (SiteMap.Site site : sites.sites()) {
            if (!LargeParameters.isLarge(site)) {
                variables.add(new RunVariable(site.name(), site.kind() == SiteMap.Site.Kind.DETERMINISTIC,
                        site.parameter(), site.shape(), site.support(), offset,
                        IntStream.range(0, site.size()).mapToObj(site::elementName).toList()));
                offset += site.size();
            }
        }
        return variables;
    }

    /** {@code latent}, {@code deterministic} or {@code parameter}. */
    public String kind() {
        return deterministic ? "deterministic" : parameter ? "parameter" : "latent";
    }

    /** What names alone tell of sites. */
    static List<RunVariable> ofNames(List<String> names) {
        return ofDrawn(DrawnVariable.ofNames(names));
    }

    /** Sites of which nothing more is known. */
    static List<RunVariable> ofDrawn(List<DrawnVariable> drawn) {
        List<RunVariable> variables = new ArrayList<>();
        int offset = 0;
        for (DrawnVariable one : drawn) {
            variables.add(new RunVariable(one.name(), false, one.shape(), "", offset, one.names()));
            offset += one.size();
        }
        return variables;
    }
}
