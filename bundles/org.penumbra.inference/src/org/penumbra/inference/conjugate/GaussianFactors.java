package org.penumbra.inference.conjugate;

import org.penumbra.math.RandomStream;

/**
 * Normal distributions, each of one or several elements jointly: statistics x and the products of the elements of one
 * factor. With coefficients h of x and C of x x' the precision is -(C + C') and the mean solves precision * mean = h.
 */
public final class GaussianFactors extends FactorGroup {

    private static final double LOG_2_PI_E = 2.8378770664093454836;
    private static final double LOG_2_PI = 1.8378770664093454836;
    /** What is left of a pivot that is 0 but for rounding, relative to the diagonal. */
    private static final double ROUNDING = 0x1p-48;

    private final int[][] members;
    private final int[] positions;
    private final int elements;
    private final int width;

    /**
     * @param start of the statistics: the elements, then for each element its products with those of its factor
     * @param members elements of each factor, in ascending order
     * @param width largest number of elements of a factor
     * @param positions of the elements among the values of the sites
     */
    public GaussianFactors(String name, int start, int[][] members, int width, int[] positions) {
        super(name, start, positions.length * (1 + width));
        this.members = members;
        this.elements = positions.length;
        this.width = width;
        this.positions = positions;
    }

    @Override
    public String family() {
        return width == 1 ? "normal" : "multivariate normal";
    }

    @Override
    public int count() {
        return members.length;
    }

    @Override
    public boolean isContinuous() {
        return true;
    }

    private int mean(int element) {
        return start() + element;
    }

    private int second(int element, int local) {
        return start() + elements + element * width + local;
    }

    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        Factor factor = new Factor(width);
        double entropy = 0;
        for (int k = 0; k < updated(chosen); k++) {
            int[] own = members[factor(chosen, k)];
            factor.set(own, natural);
            entropy += factor.moments(own, moments);
        }
        return entropy;
    }

    @Override
    public void begin(double[] values, RandomStream random, int seeds, double[] moments) {
        for (int[] own : members) {
            for (int a : own) {
                moments[mean(a)] = values[positions[a]];
                for (int l = 0; l < own.length; l++) {
                    moments[second(a, l)] = values[positions[a]] * values[positions[own[l]]];
                }
            }
        }
    }

    @Override
    public void marginals(double[] natural, double[] means, double[] variances) {
        Factor factor = new Factor(width);
        for (int[] own : members) {
            factor.set(own, natural);
            factor.invert(own.length);
            for (int i = 0; i < own.length; i++) {
                means[positions[own[i]]] = factor.mean[i];
                variances[positions[own[i]]] = factor.covariance(i, i, own.length);
            }
        }
    }

    @Override
    public Draws draws(double[] natural) {
        Factor[] factors = new Factor[members.length];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = new Factor(members[k].length);
            factors[k].set(members[k], natural);
        }
        return (random, values) -> {
            double logDensity = 0;
            for (int k = 0; k < factors.length; k++) {
                logDensity += factors[k].draw(members[k], random, values);
            }
            return logDensity;
        };
    }

    /** One factor at a time: its precision P = L L', and its mean. */
    private final class Factor {

        private final double[] lower;
        private final double[] inverse;
        private final double[] mean;
        private final double[] work;
        private double logDeterminant;

        Factor(int most) {
            lower = new double[most * most];
            inverse = new double[most * most];
            mean = new double[most];
            work = new double[most];
        }

        void set(int[] own, double[] natural) {
            int d = own.length;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    lower[i * d + j] = -(natural[second(own[i], j)] + natural[second(own[j], i)]);
                }
            }
            factorise(d);
            for (int i = 0; i < d; i++) {
                mean[i] = natural[mean(own[i])];
            }
            forward(mean, d);
            backward(mean, d);
        }

        private void factorise(int d) {
            logDeterminant = 0;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < i; j++) {
                    lower[i * d + j] = (lower[i * d + j] - product(i, j, d)) / lower[j * d + j];
                }
                double diagonal = lower[i * d + i];
                double pivot = diagonal - product(i, i, d);
                if (!(pivot > ROUNDING * Math.abs(diagonal)) || pivot == Double.POSITIVE_INFINITY) {
                    throw new Improper("the precision of " + name() + " is not positive definite");
                }
                lower[i * d + i] = StrictMath.sqrt(pivot);
                logDeterminant += StrictMath.log(pivot);
            }
        }

        private double product(int i, int j, int d) {
            double sum = 0;
            for (int k = 0; k < j; k++) {
                sum += lower[i * d + k] * lower[j * d + k];
            }
            return sum;
        }

        /** L^-1 b in place. */
        private void forward(double[] b, int d) {
            for (int i = 0; i < d; i++) {
                double rest = b[i];
                for (int k = 0; k < i; k++) {
                    rest -= lower[i * d + k] * b[k];
                }
                b[i] = rest / lower[i * d + i];
            }
        }

        /** L'^-1 b in place. */
        private void backward(double[] b, int d) {
            for (int i = d - 1; i >= 0; i--) {
                b[i] /= lower[i * d + i];
                for (int k = 0; k < i; k++) {
                    b[k] -= lower[i * d + k] * b[i];
                }
            }
        }

        double moments(int[] own, double[] moments) {
            int d = own.length;
            invert(d);
            for (int i = 0; i < d; i++) {
                moments[mean(own[i])] = mean[i];
                for (int j = 0; j < d; j++) {
                    moments[second(own[i], j)] = covariance(i, j, d) + mean[i] * mean[j];
                }
            }
            return 0.5 * (d * LOG_2_PI_E - logDeterminant);
        }

        /** L^-1, by columns in the rows of {@link #inverse}. */
        private void invert(int d) {
            for (int j = 0; j < d; j++) {
                inverse[j * d + j] = 1 / lower[j * d + j];
                for (int i = j + 1; i < d; i++) {
                    double rest = 0;
                    for (int k = j; k < i; k++) {
                        rest -= lower[i * d + k] * inverse[j * d + k];
                    }
                    inverse[j * d + i] = rest / lower[i * d + i];
                }
            }
        }

        private double covariance(int i, int j, int d) {
            double sum = 0;
            for (int k = Math.max(i, j); k < d; k++) {
                sum += inverse[i * d + k] * inverse[j * d + k];
            }
            return sum;
        }

        double draw(int[] own, RandomStream random, double[] values) {
            int d = own.length;
            double squares = 0;
            for (int i = 0; i < d; i++) {
                work[i] = random.nextGaussian();
                squares += work[i] * work[i];
            }
            backward(work, d);
            for (int i = 0; i < d; i++) {
                values[positions[own[i]]] = mean[i] + work[i];
            }
            return 0.5 * (logDeterminant - squares - d * LOG_2_PI);
        }
    }
}
