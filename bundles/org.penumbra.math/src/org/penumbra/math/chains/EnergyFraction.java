package org.penumbra.math.chains;

import org.penumbra.math.Statistics;

/**
 * The energy Bayesian fraction of missing information (Betancourt 2016, equation 2): how much of the variation of the
 * energy one fresh momentum brings. Below 0.3 a Hamiltonian chain moves slowly between levels of the log density, which
 * heavy tails and funnels cause.
 */
public final class EnergyFraction {

    private EnergyFraction() {
    }

    /**
     * @param energies of one chain, in order
     * @return NaN for fewer than two draws or constant energies
     */
    public static double of(double[] energies) {
        double mean = Statistics.mean(energies);
        double steps = 0;
        double spread = 0;
        for (int i = 0; i < energies.length; i++) {
            double step = i == 0 ? 0 : energies[i] - energies[i - 1];
            steps += step * step;
            spread += (energies[i] - mean) * (energies[i] - mean);
        }
        return energies.length < 2 || spread == 0 ? Double.NaN : steps / spread;
    }
}
