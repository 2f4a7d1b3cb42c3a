package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.SiteMap;
import org.penumbra.picture.Sample;

/**
 * The values that a picture shows, of perhaps thousands.
 *
 * @param positions in the order in which they are shown
 * @param words how they were chosen, a sentence; empty when they are all there are
 */
record Choice(List<Integer> positions, String words) {

    /**
     * Where there are more values than fit.
     *
     * @param interest of a position; the largest come first, NaN last
     * @param words what makes a value interesting: {@code those whose chains agree least}
     */
    record Interest(IntToDoubleFunction interest, String words) {
    }

    /**
     * @param sites names of sites or values, separated by commas; empty for all
     * @param count how many fit
     * @param page which of them, from 1
     * @throws PenumbraException (USAGE, PEN-4510) for a name that the model does not have, (PEN-4511) for a page that
     *         does not exist
     */
    static Choice of(Sample sample, String sites, int count, int page, Interest interest) {
        List<Integer> all = sites.isBlank() ? IntStream.range(0, sample.names().size()).boxed().toList()
                : named(sample, sites);
        int pages = Math.max(1, (all.size() + count - 1) / count);
        if (page > pages) {
            throw PenumbraException.usage(Problem.error("PEN-4511", "there is no page " + page + " of "
                    + Ticks.count(all.size()) + " values, " + count + " on each.").advise("The last is page " + pages
                    + "."));
        }
        if (pages == 1) {
            return new Choice(all, "");
        }
        double[] keys = new double[sample.names().size()];
        all.forEach(position -> keys[position] = key(interest.interest().applyAsDouble(position)));
        List<Integer> chosen = all.stream().sorted(Comparator.comparingDouble(position -> -keys[position]))
                .skip((long) (page - 1) * count).limit(count).sorted().toList();
        String which = page == 1 ? interest.words() : "page " + page + " of " + Ticks.count(pages)
                + ", sorted so that " + interest.words() + " come first";
        return new Choice(chosen, "Shown are " + Ticks.count(chosen.size()) + " of " + Ticks.count(all.size())
                + " values: " + which + ".");
    }

    private static double key(double interest) {
        return Double.isNaN(interest) ? Double.NEGATIVE_INFINITY : interest;
    }

    /** What there is to see first: chains that disagree, else the first elements of every site. */
    static Interest usual(Sample sample) {
        if (sample.chains().isPresent()) {
            int chains = sample.chains().get().count();
            return new Interest(position -> Disagreement.of(sample.values(position), chains),
                    "those whose chains agree least");
        }
        double[] rank = new double[sample.names().size()];
        for (SiteMap.Site site : sample.sites()) {
            for (int within = 0; within < site.size(); within++) {
                rank[site.valueOffset() + within] = -within;
            }
        }
        return new Interest(position -> rank[position], "the first of each site");
    }

    private static List<Integer> named(Sample sample, String sites) {
        List<String> names = sample.names();
        Map<String, List<Integer>> known = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            known.put(names.get(i), List.of(i));
        }
        for (SiteMap.Site site : sample.sites()) {
            known.put(site.name(), IntStream.range(site.valueOffset(), site.valueOffset() + site.size()).boxed()
                    .toList());
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        for (String name : split(sites)) {
            List<Integer> found = known.get(name);
            if (found == null) {
                throw PenumbraException.usage(Problem.error("PEN-4510", "there is no site or value '" + name + "'.")
                        .offering(Nearest.to(name, List.copyOf(known.keySet()))));
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    /** At commas outside of brackets: {@code Sigma[1,2], mu}. */
    private static List<String> split(String sites) {
        return new ArrayList<>(Arrays.stream(sites.split(",(?![^\\[]*\\])")).map(String::strip)
                .filter(name -> !name.isEmpty()).toList());
    }
}
