package org.penumbra.plots;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.inference.Chains;
import org.penumbra.math.Statistics;
import org.penumbra.math.chains.EnergyFraction;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/**
 * The energies that chains visit beside the changes of energy from draw to draw (Betancourt 2017, section 6.1): where
 * the second is much narrower, chains reach the tails slowly.
 */
public final class Energy implements Visualizer<Energy.Options> {

    private static final double HEIGHT = 300;
    private static final double LOW = 0.3;
    private static final int MOST_NAMED = 8;

    /** There is nothing to choose. */
    public record Options() {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS, Need.CHAINS, Need.ENERGY);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Chains chains = evidence.posterior().chains().orElseThrow();
        double[] energy = chains.statistic(Chains.Statistic.ENERGY).orElseThrow().values();
        double mean = Statistics.mean(energy);
        double[] levels = IntStream.range(0, energy.length).mapToDouble(i -> energy[i] - mean).toArray();
        double[] changes = IntStream.range(0, energy.length).filter(i -> i % chains.length() > 0)
                .mapToDouble(i -> energy[i] - energy[i - 1]).toArray();
        Density level = Density.of(Column.of(levels, Optional.empty()), "");
        Density change = Density.of(Column.of(changes, Optional.empty()), "");
        double top = Math.max(level.highest(), change.highest());
        Panel panel = new XyPanel("").x("energy", Math.min(level.first(), change.first()),
                Math.max(level.last(), change.last())).height(1.06 * top)
                .add(Marks.area(level.x(), level.y(), 0, Tone.area(0)))
                .add(Marks.line(level.x(), level.y(), Tone.POSTERIOR, 1.8))
                .add(Marks.line(change.x(), change.y(), Tone.OTHER, 1.8));
        return new Board("Energy: " + evidence.subject()).note(words(energy, chains))
                .note("Where changes are much narrower than levels, chains reach the tails slowly.")
                .key("level, about its mean", Tone.POSTERIOR, 3).key("change from draw to draw", Tone.OTHER, 3)
                .row(HEIGHT, new double[] {1}, panel);
    }

    private static String words(double[] energy, Chains chains) {
        StringBuilder text = new StringBuilder("E-BFMI of the chains:");
        boolean isLow = false;
        for (int chain = 0; chain < chains.count(); chain++) {
            double fraction = EnergyFraction.of(Trace.chain(energy, chains, chain));
            isLow |= fraction < LOW;
            if (chain < MOST_NAMED) {
                text.append(String.format(Locale.ROOT, "%s %.2f", chain == 0 ? "" : ",", fraction));
            }
        }
        return text.append(chains.count() > MOST_NAMED ? " and so on" : "")
                .append(isLow ? "; below 0.3 is too low." : "; 0.3 and more is enough.").toString();
    }
}
