package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {

    private static final long SECOND = 1_000_000_000;

    private long now = 17 * SECOND;

    @Test
    void saysNothingOfARunThatEndsAtOnce() {
        Terminal terminal = new Terminal(true, null);
        try (ProgressLine line = new ProgressLine(terminal.console, () -> now)) {
            line.report(1, 1000, -300);
            now += SECOND / 3;
            line.report(1000, 1000, -250);
        }
        assertEquals("", terminal.err());
    }

    @Test
    void renewsOneLineOnATerminalAndWipesItAway() {
        Terminal terminal = new Terminal(true, null);
        try (ProgressLine line = new ProgressLine(terminal.console, () -> now)) {
            line.report(0, 1000, -300);
            now += SECOND;
            line.report(100, 1000, -250);
            line.report(101, 1000, -250);
            now += SECOND;
            line.report(200, 1000, Double.NaN);
        }
        assertEquals("\rstep 100 of 1000 (10 %), 100/s, ELBO -275.00, 9 s left"
                + "\rstep 200 of 1000 (20 %), 100/s, ELBO -250.00, 8 s left"
                + "\r" + " ".repeat(54) + "\r", terminal.err());
    }

    @Test
    void writesALineEveryFewSecondsElsewhere() {
        Terminal terminal = new Terminal(false, null);
        try (ProgressLine line = new ProgressLine(terminal.console, () -> now)) {
            for (int second = 0; second <= 11; second++) {
                line.report(second, 0, Double.NaN);
                now += SECOND;
            }
        }
        assertEquals("step 1, 1.0/s\nstep 6, 1.0/s\nstep 11, 1.0/s\n", terminal.err());
    }

    @Test
    void timeBeforeTheFirstStepDoesNotCount() {
        Terminal terminal = new Terminal(false, null);
        try (ProgressLine line = new ProgressLine(terminal.console, () -> now)) {
            now += 60 * SECOND;
            line.report(1, 1001, -1);
            now += SECOND;
            line.report(501, 1001, -1);
        }
        assertEquals("step 501 of 1001 (50 %), 500/s, ELBO -1.00, 1 s left\n", terminal.err());
    }

    @Test
    void rowsAreCountedAndEpochsKeepTheirLines() {
        Terminal terminal = new Terminal(false, null);
        try (ProgressLine line = new ProgressLine(terminal.console, () -> now)) {
            line.rows(128, 0);
            for (int step = 0; step <= 80; step++) {
                line.report(step, 80, -10);
                now += SECOND / 10;
                if (step == 20 || step == 21 || step == 80) {
                    line.pass(step / 20, 4, -10, step == 80 ? -11 : Double.NaN);
                }
            }
        }
        assertEquals("""
                step 5 of 80 (6 %), 10/s, 1280 rows/s, ELBO -10.00, 8 s left
                epoch 1 of 4: ELBO -10.00, 1219 rows/s
                step 55 of 80 (68 %), 10/s, 1280 rows/s, ELBO -10.00, 3 s left
                epoch 4 of 4: ELBO -10.00, of rows held out -11.00, 1280 rows/s
                """, terminal.err());
    }

    @Test
    void anEpochWipesTheLineOfATerminal() {
        Terminal terminal = new Terminal(true, null);
        try (ProgressLine line = new ProgressLine(terminal.console, () -> now)) {
            line.report(0, 40, -10);
            now += 2 * SECOND;
            line.report(20, 40, -10);
            line.pass(1, 2, -10, Double.NaN);
        }
        assertEquals("\rstep 20 of 40 (50 %), 10/s, ELBO -10.00, 2 s left\r" + " ".repeat(49) + "\r"
                + "epoch 1 of 2: ELBO -10.00\n", terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1 s", "59, 59 s", "61, 1 min 1 s", "7290, 2 h 1 min"})
    void durationsAreForPeople(double seconds, String words) {
        assertEquals(words, ProgressLine.duration(seconds));
    }
}
