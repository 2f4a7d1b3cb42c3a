package org.penumbra.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;

/** The distribution of each value, with that of the prior where the run has draws of it. */
public final class Marginals implements Visualizer<SiteOptions> {

    private static final double HEIGHT = 150;
    private static final int MOST_COLUMNS = 4;

    @Override
    public Set<Need> needs() {
        return Set.of(Need.DRAWS);
    }

    @Override
    public Picture picture(Evidence evidence, SiteOptions options) {
        Sample posterior = evidence.posterior();
        Choice choice = Choice.of(posterior, options.sites(), options.count(), options.page(),
                Choice.usual(posterior));
        Board board = new Board("Marginals: " + evidence.subject());
        board.note(choice.words()).note("The bar at the foot reaches from the 5 % to the 95 % quantile.");
        board.key(posterior.label(), Tone.POSTERIOR, 3);
        evidence.prior().ifPresent(prior -> board.key(prior.label(), Tone.OTHER, 2));
        List<Panel> panels = new ArrayList<>();
        for (int position : choice.positions()) {
            Densities densities = new Densities(Shown.of(posterior, position)).filled(posterior, 0);
            evidence.prior().ifPresent(prior -> densities.line(prior, Tone.OTHER));
            panels.add(densities.panel());
        }
        return board.grid(panels, Board.columns(panels.size(), MOST_COLUMNS), HEIGHT);
    }
}
