package org.penumbra.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Chains;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Sample;

/**
 * Draws that are made up: {@code mu} of a normal, {@code sigma} of a log-normal and {@code theta} with so many elements
 * around {@code mu}.
 *
 * @param columns {@code [value][draw]}
 */
record MadeSample(String label, List<SiteMap.Site> sites, double[][] columns, Optional<double[]> weights,
        Optional<Chains> chains, List<String> names) implements Sample {

    private static final double SLOW = 0.5;

    static List<SiteMap.Site> sites(int elements) {
        SiteMap.Site.Kind latent = SiteMap.Site.Kind.LATENT;
        return List.of(new SiteMap.Site("mu", latent, List.of(), "real", 0, 0, 1),
                new SiteMap.Site("sigma", latent, List.of(), "positive", 1, 1, 1),
                new SiteMap.Site("theta", latent, List.of(elements), "real", 2, 2, elements));
    }

    /**
     * @param draws how many
     * @param memory what part of its deviation a draw inherits from the one before, in [0, 1)
     * @param width of the distribution of {@code mu} and {@code sigma}
     */
    static MadeSample of(String label, int elements, int draws, double memory, double width, RandomStream random) {
        double[][] columns = new double[2 + elements][draws];
        double z = 0;
        for (int draw = 0; draw < draws; draw++) {
            z = memory * z + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            columns[0][draw] = 1 + width * z;
            columns[1][draw] = StrictMath.exp(width * (0.4 * z + 0.9 * random.nextGaussian()) - 0.5);
            for (int i = 0; i < elements; i++) {
                columns[2 + i][draw] = columns[0][draw] + StrictMath.sin(i) + columns[1][draw] * random.nextGaussian();
            }
        }
        return of(label, elements, columns);
    }

    static MadeSample of(String label, int elements, double[][] columns) {
        List<SiteMap.Site> sites = sites(elements);
        List<String> names = new ArrayList<>();
        sites.forEach(site -> {
            for (int i = 0; i < site.size(); i++) {
                names.add(site.elementName(i));
            }
        });
        return new MadeSample(label, sites, columns, Optional.empty(), Optional.empty(), names);
    }

    /** The same draws as chains, with energies and with divergences where {@code sigma} is small. */
    MadeSample asChains(int count, RandomStream random) {
        double[] divergent = Arrays.stream(columns[1]).map(sigma -> sigma < 0.22 ? 1 : 0).toArray();
        double[] energy = new double[count()];
        double level = 0;
        for (int i = 0; i < energy.length; i++) {
            level = SLOW * level + random.nextGaussian();
            energy[i] = 40 + 3 * level;
        }
        return new MadeSample(label, sites, columns, weights, Optional.of(new Chains(count, count() / count, 500,
                List.of(new Chains.Statistic(Chains.Statistic.DIVERGENT, divergent),
                        new Chains.Statistic(Chains.Statistic.ENERGY, energy)), List.of())), names);
    }

    MadeSample weighted(double[] some) {
        return new MadeSample(label, sites, columns, Optional.of(some), chains, names);
    }

    @Override
    public int count() {
        return columns[0].length;
    }

    @Override
    public double[] values(int position) {
        return columns[position];
    }
}
