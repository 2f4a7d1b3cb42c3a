package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Problem;
import org.penumbra.registry.Registry;
import org.penumbra.session.CalibratedSite;
import org.penumbra.session.Calibration;
import org.penumbra.session.CalibrationFault;
import org.penumbra.session.CalibrationVerdict;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Plan;
import org.penumbra.session.Session;

/** {@code penumbra calibrate}: what it prints, and once through every layer. */
class CalibrateCommandTest {

    @TempDir
    Path folder;

    private static Plan plan() {
        return new Session(Registry.open()).prepare(FitRequest.of(Examples.model("normal_conjugate"))).plan();
    }

    private static CalibrationVerdict verdict(double uniformity, double symmetry, List<Integer> histogram,
            CalibrationFault... faults) {
        return new CalibrationVerdict(histogram.stream().mapToInt(Integer::intValue).sum(), uniformity, symmetry,
                histogram, 0.5, List.of(faults));
    }

    private static CalibratedSite site(String name, CalibrationVerdict all, CalibrationVerdict trusted) {
        return new CalibratedSite(name, new double[0], all, Optional.ofNullable(trusted));
    }

    private static final CalibrationVerdict RIGHT = verdict(0.482, 1, List.of(9, 11, 10, 8, 12, 10, 10, 9, 11, 10));
    private static final CalibrationVerdict NARROW = verdict(3.2e-9, 0.31,
            List.of(28, 9, 4, 3, 4, 2, 3, 6, 12, 29), CalibrationFault.TOO_NARROW);
    private static final CalibrationVerdict LOW = verdict(0.0007, 0.0004, List.of(0, 4, 5, 7, 8, 10, 12, 15, 18, 21),
            CalibrationFault.SHIFTED_DOWN);

    @Test
    void aPersonReadsWhereTrueValuesFall() {
        Golden.check("calibration-right.txt", CalibrationReport.of(new Calibration(plan(), 100, 100, 100, List.of(),
                List.of(site("mu", RIGHT, null)), false, 1)));
        Golden.check("calibration-wrong.txt", CalibrationReport.of(new Calibration(plan(), 102, 100, 60,
                List.of(Problem.error("PEN-2308", "'k' cannot be drawn: rate of Poisson is Infinity.")),
                List.of(site("mu", RIGHT, RIGHT), site("tau", NARROW, RIGHT), site("theta[1]", NARROW, RIGHT),
                        site("theta[2]", LOW, RIGHT)), true, 1)));
        Golden.check("calibration-silent.txt", CalibrationReport.of(new Calibration(plan(), 100, 100, 90, List.of(),
                List.of(site("mu", RIGHT, RIGHT), site("tau", NARROW, NARROW)), false, 1)));
    }

    @Test
    void barsReachFromNothingToTheFullestBin() {
        assertEquals("| ▁▄█|", CalibrationReport.bars(List.of(0, 1, 50, 100)));
        assertEquals("|  |", CalibrationReport.bars(List.of(0, 0)));
    }

    @Test
    void drawsAPicture() throws IOException {
        Path file = folder.resolve("ranks.svg");
        calibrate(0, "--picture", file.toString());
        String svg = Files.readString(file);
        assertTrue(svg.contains("Calibration: NormalConjugate, SVI") && svg.contains(">mu, p-value"), svg);
        Terminal wrong = new Terminal();
        assertEquals(ExitCode.USAGE.code(), wrong.run("calibrate",
                Examples.model("normal_conjugate").toString(), "--picture", "ranks.gif"));
        assertTrue(wrong.err().contains("PEN-6027"), wrong.err());
    }

    @Test
    void runsPrintsAndWrites() throws IOException {
        Path out = folder.resolve("calibration.json");
        Terminal terminal = calibrate(0, "--out", out.toString());
        assertTrue(terminal.out().startsWith("NormalConjugate, run svi: SVI with AutoNormal, seed 4\n"
                + "20 of 20 replications\n\nsite "), terminal.out());
        assertEquals("", terminal.err());
        String written = Files.readString(out);
        for (String key : List.of("\"runs\" : 20", "\"answered\" : 20", "\"trusted\" : 20", "\"stopped\" : false",
                "\"exitCode\" : 0", "\"name\" : \"mu\"", "\"trusted\" : null", "\"faults\" : [ ]")) {
            assertTrue(written.contains(key), key + " in " + written);
        }
        assertEquals(List.of(out), files());
        String printed = calibrate(0, "--json", "--threads", "1").out();
        assertEquals(withoutSeconds(written), withoutSeconds(printed));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String withoutSeconds(String json) {
        assertFalse(json.contains("NaN"), json);
        return json.replaceAll("\"seconds\" : .*", "");
    }

    @Test
    void mistakesAreSaid() {
        assertTrue(calibrate(ExitCode.USAGE.code(), "--runs", "3").err().contains("[PEN-5050]"));
        assertTrue(calibrate(ExitCode.USAGE.code(), "--out", folder.resolve("none/x.json").toString()).err()
                .contains("[PEN-5054]"));
    }

    private static Terminal calibrate(int code, String... more) {
        Terminal terminal = new Terminal();
        List<String> arguments = new ArrayList<>(List.of("calibrate", Examples.model("normal_conjugate").toString(),
                "--seed", "4", "--set", "algorithm.steps=500", "--set", "optimizer.lr=0.1", "-q"));
        if (!Arrays.asList(more).contains("--runs")) {
            arguments.addAll(List.of("--runs", "20"));
        }
        arguments.addAll(List.of(more));
        assertEquals(code, terminal.run(arguments.toArray(String[]::new)), terminal.err());
        return terminal;
    }
}
