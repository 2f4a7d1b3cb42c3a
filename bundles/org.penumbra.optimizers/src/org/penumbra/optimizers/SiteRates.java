package org.penumbra.optimizers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.ParameterSites;

/** Learning rates that are given site by site, written {@code sigma: lr = 0.1; theta: lr = 0.01}. */
record SiteRates(Map<String, Double> rates) {

    static final String SITES = "PEN-3023";
    private static final String EXAMPLE = "such as \"sigma: lr = 0.1; theta: lr = 0.01\"";

    /** @throws IllegalArgumentException when the text is not of this form; says what is expected and found */
    static SiteRates parse(String text) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String entry : text.split(";")) {
            if (entry.isBlank()) {
                continue;
            }
            String[] halves = entry.split(":", 2);
            String[] sides = halves[halves.length - 1].split("=", 2);
            if (halves.length < 2 || sides.length < 2 || !sides[0].strip().equals("lr")) {
                throw new IllegalArgumentException("sites expects entries of the form 'site: lr = number', " + EXAMPLE
                        + "; found '" + entry.strip() + "'.");
            }
            if (rates.put(halves[0].strip(), rate(sides[1].strip())) != null) {
                throw new IllegalArgumentException("sites gives the site '" + halves[0].strip() + "' twice.");
            }
        }
        return new SiteRates(rates);
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate >= 0 && rate < Double.POSITIVE_INFINITY) {
                return rate;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("sites expects a number of at least 0 after 'lr =', " + EXAMPLE
                    + "; found '" + text + "'.", noNumber);
        }
        throw new IllegalArgumentException("sites expects a number of at least 0 after 'lr =', " + EXAMPLE
                + "; found " + text + ".");
    }

    /**
     * For each parameter, its own rate relative to that of all; 1 where none is given.
     *
     * @throws PenumbraException (USAGE, PEN-3023) when a site is not there, or has no parameters to itself
     */
    double[] factors(double lr, int size, ParameterSites sites) {
        double[] factors = new double[size];
        Arrays.fill(factors, 1);
        rates.forEach((name, rate) -> {
            int[] parameters = parameters(name, sites);
            for (int parameter : parameters) {
                factors[parameter] = rate / lr;
            }
        });
        return factors;
    }

    private static int[] parameters(String name, ParameterSites sites) {
        int site = sites.names().indexOf(name);
        int[] own = IntStream.range(0, sites.site().length).filter(i -> site >= 0 && sites.site()[i] == site)
                .toArray();
        if (own.length > 0) {
            return own;
        }
        if (sites.names().isEmpty()) {
            throw refusal("options by site expect an algorithm that says which parameter belongs to which site, found "
                    + "one that does not.").asException();
        }
        if (site < 0) {
            throw new Refusal(Problem.error(SITES, "an option is given for the site '" + name
                    + "', which the model does not have; latent sites: " + String.join(", ", sites.names()) + ".")
                    .offering(Nearest.to(name, sites.names()))).asException();
        }
        throw refusal("an option is given for the site '" + name + "', but this guide has no parameters that are about "
                + "that site alone.").asException();
    }

    private static Refusal refusal(String message) {
        return new Refusal(Problem.error(SITES, message));
    }

    private record Refusal(Problem problem) {
        PenumbraException asException() {
            return PenumbraException.usage(problem.about("sites").advise("Write sites = \"\" to give every parameter "
                    + "the same rate."));
        }
    }
}
