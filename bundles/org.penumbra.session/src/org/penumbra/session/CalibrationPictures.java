package org.penumbra.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Options;
import org.penumbra.inference.SiteMap;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Ranks;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** What the installed visualizers make of a calibration. */
public final class CalibrationPictures {

    private final Registry registry;

    public CalibrationPictures(Registry registry) {
        this.registry = registry;
    }

    /**
     * The first picture that shows ranks.
     *
     * @return empty when no such visualizer is installed, or there are no ranks
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED, PEN-5020) naming the bundle when a visualizer breaks
     *         off
     */
    public Optional<Picture> of(Calibration calibration) {
        Evidence evidence = new Found(calibration);
        return registry.contributions(Point.VISUALIZERS).stream()
                .map(part -> guarded(part, () -> picture(part, part.create(Visualizer.class), evidence)))
                .flatMap(Optional::stream).findFirst();
    }

    private static Optional<Picture> guarded(Contribution part, Supplier<Optional<Picture>> work) {
        try {
            return work.get();
        } catch (RuntimeException | LinkageError broken) {
            throw broken instanceof PenumbraException known ? known
                    : PluginFault.of(part).threw(broken);
        }
    }

    private static <O extends Record> Optional<Picture> picture(Contribution part, Visualizer<O> visualizer,
            Evidence evidence) {
        if (!visualizer.needs().contains(Need.RANKS) || visualizer.refusal(evidence).isPresent()) {
            return Optional.empty();
        }
        // The registry made sure that this is the record type that the class takes.
        @SuppressWarnings("unchecked")
        O options = (O) Options.read(part.optionsType(), part.name(), Map.of());
        return Optional.of(new GuardedPicture(visualizer.picture(evidence, options), PluginFault.of(part)));
    }

    /** No draws of one posterior, but positions in many. */
    private record Found(Calibration calibration) implements Evidence {

        @Override
        public String subject() {
            return calibration.plan().model().getName() + ", " + calibration.plan().name(Point.ALGORITHMS).orElse("")
                    + ", " + calibration.answered() + " replications";
        }

        @Override
        public Sample posterior() {
            return new Nothing();
        }

        @Override
        public List<Ranks> ranks() {
            return calibration.sites().stream().map(site -> new Ranks(site.name(), site.probabilities())).toList();
        }
    }

    private record Nothing() implements Sample {

        @Override
        public String label() {
            return "";
        }

        @Override
        public List<SiteMap.Site> sites() {
            return List.of();
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public double[] values(int position) {
            throw new IndexOutOfBoundsException("value " + position + " of 0");
        }
    }
}
