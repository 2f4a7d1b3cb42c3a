package org.penumbra.math.chains;

import java.util.Arrays;
import org.penumbra.math.Statistics;

/**
 * The number of independent draws that have the same variance of the mean as draws of several chains (Vehtari et al.
 * 2021, section 3.2): autocorrelations from within and between chains, cut off where Geyer's sum of neighbours turns
 * negative and made monotone (Geyer 1992).
 */
final class EffectiveSize {

    private static final int SHORTEST = 6;

    private final Autocovariance[] covariances;
    private final int length;
    private final double within;
    private final double total;

    private EffectiveSize(double[][] chains) {
        this.length = chains[0].length;
        this.covariances = new Autocovariance[chains.length];
        double[] means = new double[chains.length];
        for (int c = 0; c < chains.length; c++) {
            double mean = Statistics.mean(chains[c]);
            means[c] = mean;
            covariances[c] = new Autocovariance(Arrays.stream(chains[c]).map(x -> x - mean).toArray());
        }
        double biased = mean(0);
        this.within = biased * length / (length - 1);
        this.total = chains.length > 1 ? biased + Statistics.variance(means) : biased;
    }

    /**
     * @param chains of the same length
     * @return NaN for chains of fewer than {@value #SHORTEST} draws, and where all draws are equal
     */
    static double of(double[][] chains) {
        if (chains[0].length < SHORTEST) {
            return Double.NaN;
        }
        double draws = (double) chains.length * chains[0].length;
        EffectiveSize of = new EffectiveSize(chains);
        // Antithetic chains may look better than this by chance only; Stan has the same bound.
        return of.total > 0 ? draws / Math.max(of.autocorrelationTime(), 1 / StrictMath.log10(draws)) : Double.NaN;
    }

    private double mean(int lag) {
        double sum = 0;
        for (Autocovariance covariance : covariances) {
            sum += covariance.at(lag);
        }
        return sum / covariances.length;
    }

    private double correlation(int lag) {
        return 1 - (within - mean(lag)) / total;
    }

    private double autocorrelationTime() {
        double[] rho = new double[length];
        rho[0] = 1;
        rho[1] = correlation(1);
        double even = rho[0];
        double odd = rho[1];
        int last = 0;
        while (last < length - 5 && even + odd > 0) {
            last += 2;
            even = correlation(last);
            odd = correlation(last + 1);
            if (even + odd >= 0) {
                rho[last] = even;
                rho[last + 1] = odd;
            }
        }
        // One more even lag improves the estimate for antithetic chains.
        if (even > 0) {
            rho[last] = even;
        }
        makeMonotone(rho, last);
        double sum = -1 + rho[last];
        for (int lag = 0; lag < last; lag++) {
            sum += 2 * rho[lag];
        }
        return sum;
    }

    private static void makeMonotone(double[] rho, int last) {
        for (int lag = 2; lag <= last - 2; lag += 2) {
            double before = rho[lag - 2] + rho[lag - 1];
            if (rho[lag] + rho[lag + 1] > before) {
                rho[lag] = before / 2;
                rho[lag + 1] = before / 2;
            }
        }
    }
}
