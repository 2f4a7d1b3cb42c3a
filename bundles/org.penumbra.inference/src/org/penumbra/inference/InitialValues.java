package org.penumbra.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/**
 * Starting values that a person gives for some sites, on the scale of the model: {@code sigma = 1, a[2] = 0.5,
 * w = [0.2, 0.8]}. A single number for a site with several elements is the value of each.
 */
final class InitialValues {

    static final String FORM = "PEN-3030";
    static final String SITE = "PEN-3031";
    static final String VALUE = "PEN-3032";
    private static final String ADVICE = "Write values as in initValues = \"sigma = 1, theta[2] = 0.5, "
            + "weights = [0.2, 0.8]\".";

    /** Nothing is given. */
    static final InitialValues NONE = new InitialValues(Map.of());

    private final Map<String, double[]> given;

    private InitialValues(Map<String, double[]> given) {
        this.given = given;
    }

    /**
     * @param text {@code none} or blank for none
     * @throws PenumbraException (USAGE, PEN-3030) when it is not of the form
     */
    static InitialValues parse(String text) {
        Map<String, double[]> given = new LinkedHashMap<>();
        for (String entry : entries(text)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw malformed("expected 'name = value', found '" + entry.strip() + "'.");
            }
            String name = entry.substring(0, equals).replace(" ", "");
            if (given.put(name, numbers(entry.substring(equals + 1))) != null) {
                throw malformed("'" + name + "' is given twice.");
            }
        }
        return given.isEmpty() ? NONE : new InitialValues(given);
    }

    /** Splits at the commas outside of brackets. */
    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                entries.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        entries.add(text.substring(begin));
        return text.isBlank() || text.strip().equals(StartingOptions.VALUES) ? List.of() : entries;
    }

    /** A number, or numbers in brackets, which may be nested row by row. */
    private static double[] numbers(String text) {
        String[] words = text.replace('[', ' ').replace(']', ' ').strip().split("[\\s,]+");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                numbers[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException notANumber) {
                throw malformed("expected a number, found '" + words[i] + "'.");
            }
        }
        return numbers;
    }

    private static PenumbraException malformed(String message) {
        return PenumbraException.usage(Problem.error(FORM, message).about("initValues").advise(ADVICE));
    }

    /**
     * Changes the free coordinates of the sites that are named, and no others.
     *
     * @param x n coordinates
     * @throws PenumbraException (USAGE) for an unknown site (PEN-3031), a value outside of its support or the wrong
     *         number of values (PEN-3032)
     */
    void put(Target target, double[] x) {
        if (given.isEmpty()) {
            return;
        }
        SiteMap sites = target.sites();
        double[] values = new double[sites.valueCount()];
        sites.constrain(x, values);
        List<SiteMap.Site> changed = new ArrayList<>();
        given.forEach((name, numbers) -> changed.add(write(sites, name, numbers, values)));
        double[] moved = new double[x.length];
        try {
            sites.unconstrain(values, moved);
        } catch (IllegalArgumentException outside) {
            throw PenumbraException.usage(Problem.error(VALUE, outside.getMessage()).about("initValues"));
        }
        for (SiteMap.Site site : changed) {
            System.arraycopy(moved, site.freeOffset(), x, site.freeOffset(), site.freeSize());
        }
    }

    private static SiteMap.Site write(SiteMap sites, String name, double[] numbers, double[] values) {
        for (SiteMap.Site site : sites.sites()) {
            if (site.kind() == SiteMap.Site.Kind.LATENT) {
                if (site.name().equals(name)) {
                    spread(name, numbers, values, site.valueOffset(), site.size());
                    return site;
                }
                int element = element(site, name);
                if (element >= 0) {
                    spread(name, numbers, values, site.valueOffset() + element, 1);
                    return site;
                }
            }
        }
        throw unknown(sites, name);
    }

    private static int element(SiteMap.Site site, String name) {
        if (!name.startsWith(site.name() + "[")) {
            return -1;
        }
        for (int i = 0; i < site.size(); i++) {
            if (site.elementName(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static void spread(String name, double[] numbers, double[] values, int offset, int size) {
        if (numbers.length != 1 && numbers.length != size) {
            throw PenumbraException.usage(Problem.error(VALUE, name + " has " + size + " values, found "
                    + numbers.length + ".").about("initValues").advise("Give one number for all, or each of them."));
        }
        for (int i = 0; i < size; i++) {
            values[offset + i] = numbers[numbers.length == 1 ? 0 : i];
        }
    }

    private static PenumbraException unknown(SiteMap sites, String name) {
        List<String> names = sites.sites().stream().filter(site -> site.kind() == SiteMap.Site.Kind.LATENT)
                .map(SiteMap.Site::name).toList();
        int bracket = name.indexOf('[');
        List<String> nearest = Nearest.to(bracket < 0 ? name : name.substring(0, bracket), names);
        Problem problem = Problem.error(SITE, "there is no latent site '" + name + "'.").about("initValues")
                .offering(nearest);
        return PenumbraException.usage(nearest.isEmpty()
                ? problem.advise("Latent sites: " + String.join(", ", names) + ".") : problem);
    }
}
