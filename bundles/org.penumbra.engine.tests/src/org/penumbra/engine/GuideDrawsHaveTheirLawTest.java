package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;

/**
 * What a guide draws as a function of normal numbers has the law of what its distribution draws by other means: means,
 * squares and neighbouring products of the free coordinates agree. Two samples of 40 000 draws each; with a fixed seed
 * and 5.5 standard errors of the difference a comparison fails by chance with a probability of 4e-8.
 */
class GuideDrawsHaveTheirLawTest {

    private static final int DRAWS = 40_000;

    @ParameterizedTest
    @ValueSource(strings = {"SkewNormal(0.3, 0.8, 3)", "SkewNormal(0.3, 0.8, -1)",
        "Transformed(SkewNormal(0.3, 0.8, 2), exp)", "VonMises(0.3, 2)", "VonMises(3, 5)",
        "MultivariateNormal([1, 2], precision = [[2, 0.7], [0.7, 1]])",
        "MultivariateNormal([1, 2, 3], covFactor = [[1], [2], [0.3]], covDiag = [1, 2, 0.5])",
        "LKJCholesky(4, 0.7)", "LKJCholesky(2, 3)", "LKJ(3, 1.5)", "Wishart(5, [[2, 0.7], [0.7, 1]])",
        "Wishart(4.5, scaleTril = [[2, 0, 0], [0.7, 1, 0], [0.1, 0.2, 1]])",
        "InverseWishart(6, [[2, 0.7], [0.7, 1]])"})
    void momentsAgree(String distribution) {
        ModelText model = new ModelText("x ~ " + distribution, "guide G for M { x ~ " + distribution + " }");
        Target target = model.compile().target();
        Guide guide = model.guide().guide();
        int n = target.dimension();
        double[] x = new double[n];
        double[] noise = new double[guide.noiseSize()];
        OnlineMoments drawn = new OnlineMoments(3 * n);
        OnlineMoments sampled = new OnlineMoments(3 * n);
        RandomStream random = RandomStream.of(11);
        for (int draw = 0; draw < DRAWS; draw++) {
            guide.sample(random, noise, x);
            drawn.add(features(x));
            target.samplePrior(random, x);
            sampled.add(features(x));
        }
        for (int i = 0; i < 3 * n; i++) {
            double error = Math.sqrt((drawn.variance(i) + sampled.variance(i)) / DRAWS);
            assertEquals(sampled.mean(i), drawn.mean(i), 5.5 * error + 1e-12, "feature " + i);
        }
    }

    private static double[] features(double[] x) {
        int n = x.length;
        double[] features = new double[3 * n];
        for (int i = 0; i < n; i++) {
            features[i] = x[i];
            features[n + i] = x[i] * x[i];
            features[2 * n + i] = x[i] * x[(i + 1) % n];
        }
        return features;
    }
}
