package org.penumbra.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.picture.Visualizer;

/** The kit lets a visualizer pass that keeps its promises, and says which one another breaks. */
class VisualizerContractTest {

    private record None() {
    }

    private static class Bars implements Visualizer<None> {

        private final BiConsumer<Graphics2D, Theme> more;

        Bars(BiConsumer<Graphics2D, Theme> more) {
            this.more = more;
        }

        @Override
        public Set<Need> needs() {
            return Set.of(Need.DRAWS);
        }

        @Override
        public Picture picture(Evidence evidence, None options) {
            return new Drawn(more);
        }
    }

    private record Drawn(BiConsumer<Graphics2D, Theme> more) implements Picture {
        @Override
        public String title() {
            return "Bars";
        }

        @Override
        public String description() {
            return "Two bars.";
        }

        @Override
        public double width() {
            return 80;
        }

        @Override
        public double height() {
            return 40;
        }

        @Override
        public void paint(Graphics2D canvas, Theme theme) {
            Graphics2D own = (Graphics2D) canvas.create();
            own.setColor(theme.background());
            own.fillRect(0, 0, 80, 40);
            own.setColor(theme.series(0));
            own.fillRect(10, 10, 60, 5);
            own.dispose();
            more.accept(canvas, theme);
        }
    }

    private static void broken(Visualizer<None> visualizer, String promise) {
        String message = assertThrows(AssertionError.class,
                () -> VisualizerContract.check(visualizer, new None())).getMessage();
        assertTrue(message.contains(promise), message);
    }

    @Test
    void oneThatKeepsThemPasses() {
        VisualizerContract.check(new Bars((canvas, theme) -> { }), new None());
    }

    @Test
    void whatIsDrawnOutsideIsSeen() {
        broken(new Bars((canvas, theme) -> {
            Graphics2D own = (Graphics2D) canvas.create();
            own.fillRect(20, 35, 10, 10);
            own.dispose();
        }), "drawn outside");
    }

    @Test
    void aCanvasThatIsNotPutBackIsSeen() {
        broken(new Bars((canvas, theme) -> canvas.translate(1, 0)), "canvas is not as it was");
    }

    @Test
    void anEmptyPictureIsSeen() {
        broken(new Bars((canvas, theme) -> {
            Graphics2D own = (Graphics2D) canvas.create();
            own.setColor(theme.background());
            own.fillRect(0, 0, 80, 40);
            own.dispose();
        }), "nothing to be seen");
    }

    @Test
    void changedDrawsAreSeen() {
        broken(new Bars((canvas, theme) -> { }) {
            @Override
            public Picture picture(Evidence evidence, None options) {
                Arrays.fill(evidence.posterior().values(0), 7);
                return super.picture(evidence, options);
            }
        }, "draws were changed");
    }

    @Test
    void aRefusalWithoutWordsAndAMissingOneAreSeen() {
        broken(new Bars((canvas, theme) -> { }) {
            @Override
            public Optional<Refusal> refusal(Evidence evidence) {
                return Optional.of(new Refusal("", ""));
            }
        }, "in a sentence what to do");
        broken(new Bars((canvas, theme) -> { }) {
            @Override
            public Set<Need> needs() {
                return Set.of(Need.ENERGY);
            }

            @Override
            public Optional<Refusal> refusal(Evidence evidence) {
                return Optional.empty();
            }
        }, "does not refuse");
    }
}
