package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/** The importance-weighted bound E log mean(p / q) over K draws (Burda, Grosse and Salakhutdinov 2016, eq. 8). */
public final class Iwae implements Objective<Iwae.Options> {

    /**
     * @param particles K
     * @param gradient how the gradient is estimated
     */
    public record Options(
            @Option(label = "Particles", help = "Draws per step. More make the bound tighter, up to the log evidence, "
                    + "and care less for where the guide puts mass that the posterior lacks.",
                    value = "10", min = 1, max = 1e6) int particles,
            @Option(label = "Gradient", help = BoundGradient.HELP, value = "dreg") BoundGradient gradient) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new ImportanceBound("IWAE", target, guide, options.particles(), 1,
                options.gradient() == BoundGradient.DREG, workers);
    }
}
