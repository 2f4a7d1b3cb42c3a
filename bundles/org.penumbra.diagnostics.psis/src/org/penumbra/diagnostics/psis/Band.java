package org.penumbra.diagnostics.psis;

import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;

/** What a k-hat means, in words. */
enum Band {

    GOOD(Trust.GOOD, "k-hat is %s: the guide is close to the posterior, and what remains is corrected by importance "
            + "weights."),
    USABLE(Trust.CAUTION, "k-hat is %s: the guide is usable with the importance weights that correct it, but its tails "
            + "differ from the posterior's; treat tail quantiles with care, or use a richer guide."),
    POOR(Trust.DISTRUST, "k-hat is %s, not below 0.7: the guide is too far from the posterior to be trusted. Let it "
            + "settle (steps = 0) if it has not; otherwise use a richer guide, or reparameterise the model.");

    private static final double GOOD_LIMIT = 0.5;
    private static final double USABLE_LIMIT = 0.7;

    private final Trust trust;
    private final String message;

    Band(Trust trust, String message) {
        this.trust = trust;
        this.message = message;
    }

    /** Few draws support less: k-hat has to stay below 1 - 1 / log10(S) as well (Vehtari et al. 2024). */
    static Band of(double kHat, int draws) {
        double supported = 1 - 1 / StrictMath.log10(draws);
        if (kHat < Math.min(GOOD_LIMIT, supported)) {
            return GOOD;
        }
        return kHat < USABLE_LIMIT ? USABLE : POOR;
    }

    Finding finding(double kHat) {
        return new Finding(trust, String.format(Locale.ROOT, message, String.format(Locale.ROOT, "%.2f", kHat)));
    }
}
