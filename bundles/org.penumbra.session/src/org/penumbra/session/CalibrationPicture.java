package org.penumbra.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.inference.Options;
import org.penumbra.inference.SiteMap;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Sample;
import org.penumbra.picture.Visualizer;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** A calibration as a picture, by the first installed visualizer that has something to show of it. */
public final class CalibrationPicture {

    private CalibrationPicture() {
    }

    /** @return empty when nothing that is installed draws calibrations, or when none of the replications has an answer */
    public static Optional<Picture> of(Registry registry, Calibration calibration) {
        Evidence evidence = new Ranks(calibration);
        return registry.contributions(Point.VISUALIZERS).stream()
                .flatMap(part -> draw(part, part.create(Visualizer.class), evidence).stream()).findFirst();
    }

    private static <O extends Record> Optional<Picture> draw(Contribution part, Visualizer<O> visualizer,
            Evidence evidence) {
        if (visualizer.refusal(evidence).isPresent()) {
            return Optional.empty();
        }
        // The registry made sure that this is the record type that the class takes.
        @SuppressWarnings("unchecked")
        O options = (O) Options.read(part.optionsType(), part.name(), Map.of());
        return Optional.of(new GuardedPicture(visualizer.picture(evidence, options), PluginFault.of(part)));
    }

    private record Ranks(Calibration calibrated) implements Evidence {

        @Override
        public String subject() {
            Plan plan = calibrated.plan();
            return plan.model().getName() + ", " + plan.parts().get(Point.ALGORITHMS).name();
        }

        @Override
        public Sample posterior() {
            return new Nothing();
        }

        @Override
        public List<Calibrated> calibration() {
            return calibrated.answered() == 0 ? List.of() : calibrated.sites().stream()
                    .map(site -> new Calibrated(site.name(), site.probabilities(), site.fails())).toList();
        }
    }

    /** A calibration keeps no draws. */
    private record Nothing() implements Sample {

        @Override
        public String label() {
            return "none";
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
            throw new IndexOutOfBoundsException(position);
        }
    }
}
