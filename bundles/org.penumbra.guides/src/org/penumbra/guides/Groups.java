package org.penumbra.guides;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.SiteMap;

/** The text {@code a, b: AutoMultivariateNormal(initScale = 0.2); rest: AutoNormal}, read for the sites of a model. */
final class Groups {

    private static final String CODE = "PEN-3033";
    private static final String REST = "rest";
    private static final String ADVICE = "Write groups as in groups = \"mu, tau: AutoMultivariateNormal; "
            + "rest: AutoNormal(initScale = 0.2)\".";

    /**
     * @param family name of a guide family
     * @param options of that family, as text by name
     * @param sites in the order of the model
     */
    record Group(String family, Map<String, String> options, List<SiteMap.Site> sites) {

        /** Their free coordinates, ascending. */
        int[] coordinates() {
            return sites.stream().flatMapToInt(site -> IntStream.range(site.freeOffset(),
                    site.freeOffset() + site.freeSize())).sorted().toArray();
        }
    }

    private final Map<String, SiteMap.Site> unclaimed = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Group> groups = new ArrayList<>();
    /** The position in the list of the group of all others, -1 without one. */
    private int rest = -1;

    private Groups(SiteMap sites) {
        for (SiteMap.Site site : sites.sites()) {
            if (site.kind() == SiteMap.Site.Kind.LATENT) {
                unclaimed.put(site.name(), site);
                names.add(site.name());
            }
        }
    }

    /**
     * Groups with at least one free coordinate.
     *
     * @throws PenumbraException (USAGE, PEN-3033) when the text is not of the form, names an unknown site, names one
     *         twice or leaves one out
     */
    static List<Group> read(String text, SiteMap sites) {
        Groups reader = new Groups(sites);
        for (String part : text.split(";")) {
            if (!part.isBlank()) {
                reader.add(part.strip());
            }
        }
        return reader.finished();
    }

    private void add(String part) {
        int colon = part.indexOf(':');
        if (colon < 1 || colon == part.length() - 1) {
            throw wrong("expected 'sites: guide', found '" + part + "'.", List.of());
        }
        List<SiteMap.Site> sites = new ArrayList<>();
        String left = part.substring(0, colon).strip();
        if (left.equals(REST)) {
            if (rest >= 0) {
                throw wrong("'rest' is given twice.", List.of());
            }
            rest = groups.size();
        } else {
            Arrays.stream(left.split(",")).map(String::strip).map(this::claim).forEach(sites::add);
        }
        groups.add(group(part.substring(colon + 1).strip(), sites));
    }

    private SiteMap.Site claim(String name) {
        SiteMap.Site site = unclaimed.remove(name);
        if (site == null) {
            throw names.contains(name) ? wrong("the site '" + name + "' is in two groups.", List.of())
                    : wrong("there is no latent site '" + name + "'.", Nearest.to(name, names));
        }
        return site;
    }

    /** @param guide a name, perhaps with options in parentheses */
    private static Group group(String guide, List<SiteMap.Site> sites) {
        int open = guide.indexOf('(');
        if (open < 0) {
            return new Group(guide, Map.of(), sites);
        }
        if (!guide.endsWith(")")) {
            throw wrong("a ')' is missing after '" + guide + "'.", List.of());
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : guide.substring(open + 1, guide.length() - 1).split(",")) {
            int equals = option.indexOf('=');
            if (equals < 1 && !option.isBlank()) {
                throw wrong("expected 'option = value', found '" + option.strip() + "'.", List.of());
            }
            if (!option.isBlank()) {
                options.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
            }
        }
        return new Group(guide.substring(0, open).strip(), options, sites);
    }

    private List<Group> finished() {
        if (rest >= 0) {
            groups.get(rest).sites().addAll(unclaimed.values());
        } else if (!unclaimed.isEmpty()) {
            throw wrong("no guide is given for " + String.join(", ", unclaimed.keySet()) + ".", List.of());
        }
        return groups.stream().filter(group -> group.coordinates().length > 0).toList();
    }

    private static PenumbraException wrong(String message, List<String> nearest) {
        return PenumbraException.usage(Problem.error(CODE, message).about("groups").offering(nearest).advise(ADVICE));
    }
}
