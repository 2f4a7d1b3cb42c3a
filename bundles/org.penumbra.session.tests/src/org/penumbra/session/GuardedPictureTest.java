package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.visualization.ink.Drawing;

class GuardedPictureTest {

    private record Broken(RuntimeException fault) implements Picture {
        @Override
        public String title() {
            return "broken";
        }

        @Override
        public String description() {
            return "breaks off";
        }

        @Override
        public double width() {
            return 10;
        }

        @Override
        public double height() {
            return 10;
        }

        @Override
        public void paint(Graphics2D canvas, Theme theme) {
            throw fault;
        }
    }

    @Test
    void aFaultWhilePaintingNamesTheBundle() {
        Picture guarded = new GuardedPicture(new Broken(new ArithmeticException("1 / 0")),
                new PluginFault("visualizer 'Violin'", "visualizer", "com.example.violin"));
        PenumbraException told = assertThrows(PenumbraException.class, () -> new Drawing(guarded).svg(Theme.LIGHT));
        assertEquals(ExitCode.PLUGIN_FAILED, told.exitCode());
        String message = told.problems().getFirst().render();
        assertTrue(message.contains("Violin") && message.contains("com.example.violin") && message.contains("1 / 0"),
                message);
    }
}
