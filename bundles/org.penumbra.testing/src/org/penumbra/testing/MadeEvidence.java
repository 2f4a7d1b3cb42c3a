package org.penumbra.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.inference.FitResult;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Observed;
import org.penumbra.picture.Ranks;
import org.penumbra.picture.Sample;

/**
 * Runs that are made up, the same ones each time, to try pictures on: of Markov chains, of a guide that is too narrow,
 * and of one that has draws alone; with as many values as are asked for.
 */
public record MadeEvidence(String subject, Sample posterior, Optional<Sample> prior, Optional<Sample> reference,
        Optional<FitResult.Trace> objective, Optional<double[]> logRatios, List<Observed> observed,
        List<Ranks> ranks, Optional<Codes> codes) implements Evidence {

    private static final int RUNS = 100;

    private MadeEvidence(String subject, Sample posterior, Optional<Sample> prior, Optional<Sample> reference,
            Optional<FitResult.Trace> objective, Optional<double[]> logRatios, List<Observed> observed) {
        this(subject, posterior, prior, reference, objective, logRatios, observed, List.of(), Optional.empty());
    }

    /** Rows of 6 x 6 pixels, each with a vector of so many numbers that says where in it a bright patch is. */
    public static MadeEvidence ofCodes(int size) {
        return new MadeEvidence("Made, rows", MadeSample.of("posterior", 1, 50, 0, 0.5, RandomStream.of(7)),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
                Optional.of(new MadeCodes(size)));
    }

    /** A calibration in which the posterior of the first value is too narrow and all others are right. */
    public static MadeEvidence ofCalibration(int values) {
        RandomStream random = RandomStream.of(6);
        List<Ranks> sites = IntStream.range(0, values).mapToObj(i -> {
            double[] positions = new double[RUNS];
            Arrays.setAll(positions, k -> {
                double u = random.nextDouble();
                return i > 0 ? u : u < 0.5 ? 2 * u * u : 1 - 2 * (1 - u) * (1 - u);
            });
            return new Ranks("x[" + (i + 1) + "]", positions);
        }).toList();
        return new MadeEvidence("Made", MadeSample.of("posterior", 0, new double[2][0]), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), sites, Optional.empty());
    }


    private static final int CHAINS = 4;
    private static final int LENGTH = 500;
    private static final int DATA = 120;
    private static final int REPLICATIONS = 200;
    private static final int STEPS = 4000;

    /** Four chains of 500 draws with divergences and energies, a prior, and predictions of two observed sites. */
    public static MadeEvidence ofChains(int elements) {
        RandomStream random = RandomStream.of(1);
        MadeSample draws = MadeSample.of("posterior", elements, CHAINS * LENGTH, 0.6, 0.5, random);
        MadeSample prior = MadeSample.of("prior", elements, LENGTH, 0, 1.2, random);
        return new MadeEvidence("Made, NUTS", draws.asChains(CHAINS, random), Optional.of(prior), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(numbers(random), counts(random)));
    }

    /** A guide that is too narrow, with its trace, its ratios, and chains to compare with. */
    public static MadeEvidence ofGuide(int elements) {
        RandomStream random = RandomStream.of(2);
        MadeSample chains = MadeSample.of("NUTS", elements, CHAINS * LENGTH, 0.3, 0.5, random)
                .asChains(CHAINS, random);
        MadeSample guide = MadeSample.of("guide", elements, 1000, 0, 0.5, random);
        double[][] narrow = guide.columns();
        for (int i = 0; i < guide.count(); i++) {
            narrow[0][i] = 1 + 0.3 * random.nextGaussian();
        }
        double[] ratios = IntStream.range(0, guide.count())
                .mapToDouble(i -> 2.2 * (narrow[0][i] - 1) * (narrow[0][i] - 1) + 0.3 * random.nextGaussian())
                .toArray();
        double[] weights = Arrays.stream(Psis.smooth(ratios).logWeights()).map(StrictMath::exp).toArray();
        return new MadeEvidence("Made, SVI", guide.weighted(weights), Optional.empty(), Optional.of(chains),
                Optional.of(trace(random)), Optional.of(ratios), List.of());
    }

    /** Fifty draws and nothing else. */
    public static MadeEvidence ofDraws(int elements) {
        return new MadeEvidence("Made, draws alone", MadeSample.of("posterior", elements, 50, 0, 0.5,
                RandomStream.of(3)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                List.of());
    }

    /** Values that are hard to draw: one constant, one with what is not finite, and a single whole number. */
    public static MadeEvidence ofOddities() {
        MadeSample draws = MadeSample.of("posterior", 3, 40, 0, 0.5, RandomStream.of(4));
        double[][] odd = draws.columns();
        Arrays.fill(odd[2], 3.25);
        odd[3][0] = Double.NaN;
        odd[3][1] = Double.POSITIVE_INFINITY;
        Arrays.setAll(odd[4], i -> i % 3);
        return new MadeEvidence("Made, oddities", draws.asChains(2, RandomStream.of(5)), Optional.empty(),
                Optional.of(MadeSample.of("other", 3, odd)), Optional.of(new FitResult.Trace(new long[] {1, 2, 3},
                        new double[] {Double.NEGATIVE_INFINITY, -3, -3})), Optional.of(new double[40]), List.of());
    }

    private static FitResult.Trace trace(RandomStream random) {
        long[] steps = new long[STEPS];
        double[] values = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            steps[i] = i + 1;
            values[i] = -250 - 4000 * StrictMath.exp(-i / 60.0) - 40 * StrictMath.exp(-i / 700.0)
                    + 3 * random.nextGaussian();
        }
        return new FitResult.Trace(steps, values);
    }

    private record MadeSite(String name, List<Integer> shape, double[] values, Optional<double[][]> predictive,
            Optional<double[][]> logLikelihood) implements Observed {
    }

    private static Observed numbers(RandomStream random) {
        double[] data = new double[DATA];
        Arrays.setAll(data, i -> random.nextGaussian() + (i % 4 == 0 ? 1.5 : -0.5));
        double[][] drawn = new double[REPLICATIONS][DATA];
        double[][] logLikelihood = new double[REPLICATIONS][DATA];
        for (int draw = 0; draw < REPLICATIONS; draw++) {
            double centre = 0.1 * random.nextGaussian();
            double scale = 1.3 * StrictMath.exp(0.06 * random.nextGaussian());
            for (int i = 0; i < DATA; i++) {
                drawn[draw][i] = centre + scale * random.nextGaussian();
                double z = (data[i] - centre) / scale;
                logLikelihood[draw][i] = -0.5 * z * z - StrictMath.log(scale);
            }
        }
        return new MadeSite("y", List.of(DATA), data, Optional.of(drawn), Optional.of(logLikelihood));
    }

    private static Observed counts(RandomStream random) {
        double[] data = new double[DATA];
        Arrays.setAll(data, i -> random.nextBinomial(12, 0.3));
        double[][] drawn = new double[REPLICATIONS][DATA];
        for (double[] draw : drawn) {
            Arrays.setAll(draw, i -> random.nextBinomial(12, 0.33));
        }
        return new MadeSite("k", List.of(DATA), data, Optional.of(drawn), Optional.empty());
    }
}
