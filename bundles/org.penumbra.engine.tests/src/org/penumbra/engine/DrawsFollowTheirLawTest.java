package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.Kernels;
import org.penumbra.registry.Registry;

/** The draw of a guide at a standard normal number z is the quantile of Phi(z), from -5 to 5. */
class DrawsFollowTheirLawTest {

    private static final Registry REGISTRY = Registry.open();

    @ParameterizedTest
    @ValueSource(strings = {"Normal(0.3, 0.8)", "Cauchy(0.3, 0.8)", "Laplace(0.3, 0.8)", "Logistic(0.3, 0.8)",
        "Gumbel(0.3, 0.8)", "StudentT(2.7, 0.3, 0.8)", "AsymmetricLaplace(0.3, 0.8, 1.7)", "LogNormal(0.3, 0.8)",
        "Gamma(1.7, 2.3)", "Gamma(0.2, 2.3)", "Gamma(250, 2.3)", "InverseGamma(2.7, 2.3)", "Chi2(2.7)",
        "Weibull(2.3, 1.7)", "Exponential(2.3)", "HalfCauchy(0.8)", "HalfStudentT(2.7, 0.8)",
        "FisherSnedecor(3.7, 4.3)", "Pareto(1, 1.7)", "GeneralizedPareto(0, 0.8, 0.3)", "Beta(1.7, 2.3)",
        "Beta(0.2, 1.4)", "Kumaraswamy(1.7, 2.3)", "LogitNormal(0.3, 0.8)", "Uniform(0.2, 0.9)", "VonMises(0.3, 1.7)",
        "VonMises(3, 40)", "VonMises(-9, 0.01)", "VonMises(1, 2000)", "VonMises(0.4, 0)"})
    void drawsAreQuantiles(String call) {
        String name = call.substring(0, call.indexOf('('));
        double[] parameters = Arrays.stream(call.substring(name.length() + 1, call.length() - 1).split(", "))
                .mapToDouble(Double::parseDouble).toArray();
        Signature signature = REGISTRY.distributions().find(name).orElseThrow().signatures().getFirst();
        Distribution distribution = signature.distribution().get();
        ModelText model = new ModelText("x ~ " + call, "guide G for M { x ~ " + call + " }");
        DifferentiableGuide guide = model.guide().guide();
        Target target = model.compile().target();
        double[] x = new double[1];
        double[] value = new double[1];
        for (double z = -5; z <= 5; z += 0.5) {
            guide.transform(new double[] {z}, x);
            target.sites().constrain(x, value);
            double below = distribution.cdf(value[0], parameters);
            double tail = Kernels.normalCdf(-Math.abs(z));
            // cdf has the digits of the lower tail only
            assertEquals(tail, z > 0 ? 1 - below : below, 1e-6 * tail + (z > 0 ? 1e-12 : 0),
                    () -> call + " at " + value[0]);
        }
    }
}
