package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Start;
import org.penumbra.math.RandomStream;

class RunStateTest {

    private static final Map<String, String> IDENTITY = new LinkedHashMap<>(Map.of("model", "ab12", "seed", "1"));

    @TempDir
    Path folder;

    @Test
    void everyBitComesBack() throws IOException {
        double[] state = {1.0 / 3, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.0};
        Path file = folder.resolve("guide.json");
        try (Writer writer = Files.newBufferedWriter(file)) {
            new RunState(IDENTITY, 7, new double[] {2}, state).write(writer);
        }
        assertArrayEquals(state, RunState.read(folder).stateFor(IDENTITY, folder), "a folder");
        assertArrayEquals(state, RunState.read(file).stateFor(IDENTITY, file), "a file");
        assertEquals(7, RunState.read(file).steps());
    }

    @Test
    void anotherRunDoesNotGoOnFromHere() {
        RunState state = new RunState(IDENTITY, 7, new double[0], new double[] {1});
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> state.stateFor(Map.of("model", "cd34", "seed", "1"), folder));
        assertEquals("PEN-5033", refused.problems().getFirst().code());
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertTrue(refused.getMessage().contains("different here: model."), refused.getMessage());
    }

    @Test
    void anAlgorithmWithoutStateSaysSo() {
        RunState state = new RunState(IDENTITY, 7, new double[0], new double[0]);
        assertEquals("PEN-5034", assertThrows(PenumbraException.class, () -> state.stateFor(IDENTITY, folder))
                .problems().getFirst().code());
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        for (String text : new String[] {"", "{", "[1]", "{\"format\": \"other\", \"state\": []}"}) {
            Files.writeString(folder.resolve("guide.json"), text);
            assertEquals("PEN-5032", assertThrows(PenumbraException.class, () -> RunState.read(folder)).problems()
                    .getFirst().code(), text);
        }
        assertThrows(PenumbraException.class, () -> RunState.read(folder.resolve("nothing")));
    }

    @Test
    void checkpointsAreReplacedAndRemoved() {
        Path file = folder.resolve("m.checkpoint.json");
        Checkpoints checkpoints = new Checkpoints(file, IDENTITY, 0);
        checkpoints.offer(() -> new double[] {1});
        checkpoints.offer(() -> new double[] {2, 3});
        assertArrayEquals(new double[] {2, 3}, RunState.read(file).stateFor(IDENTITY, file));
        checkpoints.close();
        assertFalse(Files.exists(file));
        assertTrue(checkpoints.problem().isEmpty());
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsAWarning() {
        Checkpoints checkpoints = new Checkpoints(folder.resolve("no").resolve("m.json"), IDENTITY, 0);
        checkpoints.offer(() -> new double[] {1});
        assertEquals("PEN-5035", checkpoints.problem().orElseThrow().code());
    }

    @Test
    void betweenTimesNoStateIsAskedFor() {
        Checkpoints checkpoints = new Checkpoints(folder.resolve("m.json"), IDENTITY, Long.MAX_VALUE);
        checkpoints.offer(() -> {
            throw new AssertionError("not yet");
        });
    }

    /** The fake's site is positive: its free coordinate is the logarithm. Weights count as draws would. */
    @Test
    void drawsOfARunGiveAStart() {
        double[][] points = points(List.of("twice[1]", "scale"), new double[][] {{2, Math.exp(1)}, {4, Math.exp(3)}});
        Start start = EarlierAnswer.warm(Start.cold(RandomStream.of(1)), points, new double[] {0.5, 0.5},
                new FakeTarget().sites());
        assertArrayEquals(new double[] {2}, start.given().orElseThrow(), 1e-12);
        assertArrayEquals(new double[] {1}, start.scales(1, 0.1), 1e-12);
        Start weighted = EarlierAnswer.warm(Start.cold(RandomStream.of(1)), points, new double[] {0.9, 0.1},
                new FakeTarget().sites());
        assertArrayEquals(new double[] {1.2}, weighted.given().orElseThrow(), 1e-12);
        assertArrayEquals(new double[] {0.6}, weighted.scales(1, 0.1), 1e-12);
    }

    @Test
    void drawsOfAnotherModelAreRefused() {
        assertRefused("no column scale", List.of("mu"), new double[][] {{2}});
        assertRefused("there are none", List.of("twice[1]", "scale"), new double[0][]);
    }

    private static void assertRefused(String why, List<String> names, double[][] values) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> points(names, values));
        assertEquals("PEN-5036", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private static double[][] points(List<String> names, double[][] values) {
        return new GivenPoints(Path.of("run"), names, values, Map.of(), new FakeTarget().sites(), 1).all();
    }
}
