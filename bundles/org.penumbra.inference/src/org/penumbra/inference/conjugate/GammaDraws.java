package org.penumbra.inference.conjugate;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** Draws of gamma variables with rate 1 as logarithms, which do not underflow for tiny concentrations. */
final class GammaDraws {

    private GammaDraws() {
    }

    /**
     * By rejection from a cubed normal (Marsaglia and Tsang 2000); for a concentration below 1 a draw of one more times
     * U^(1/a).
     */
    static double logStandard(double concentration, RandomStream random) {
        double boost = 0;
        double a = concentration;
        if (a < 1) {
            boost = Kernels.log(1 - random.nextDouble()) / a;
            a += 1;
        }
        double d = a - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double v = 1 + c * z;
            if (v > 0) {
                double cubed = v * v * v;
                double log = Kernels.log(cubed);
                if (Kernels.log(1 - random.nextDouble()) < 0.5 * z * z + d - d * cubed + d * log) {
                    return Kernels.log(d) + log + boost;
                }
            }
        }
    }
}
