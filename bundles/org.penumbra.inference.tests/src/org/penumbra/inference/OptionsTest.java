package org.penumbra.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Options.Description;

class OptionsTest {

    enum Schedule {
        CONSTANT, COSINE
    }

    record Sample(
            @Option(label = "Learning rate", help = "Length of a step.", value = "1e-2", min = 0, max = 10) double lr,
            @Option(label = "Particles", help = "Draws per step.", value = "1", min = 1) int particles,
            @Option(label = "Steps", help = "How many.", value = "1000") long steps,
            @Option(label = "Clip", help = "Whether to clip.", value = "false") boolean clip,
            @Option(label = "Name", help = "A name.", value = "run") String name,
            @Option(label = "Schedule", help = "How the rate decays.", value = "constant") Schedule schedule) {
        Sample {
            if (clip && lr > 1) {
                throw new IllegalArgumentException("clip needs an lr of at most 1.");
            }
        }
    }

    private static final Sample DEFAULTS = new Sample(0.01, 1, 1000, false, "run", Schedule.CONSTANT);

    @Test
    void everyOptionHasADefault() {
        assertEquals(DEFAULTS, Options.read(Sample.class, "SVI", Map.of()));
    }

    @Test
    void describesInOrder() {
        List<Description> descriptions = Options.describe(Sample.class);
        assertEquals(List.of("lr", "particles", "steps", "clip", "name", "schedule"),
                descriptions.stream().map(Description::name).toList());
        assertEquals(List.of("number", "integer", "integer", "boolean", "text", "constant|cosine"),
                descriptions.stream().map(Description::type).toList());
        assertEquals(new Description("lr", "Learning rate", "Length of a step.", "number", "1e-2", 0, 10),
                descriptions.getFirst());
        assertEquals(Double.POSITIVE_INFINITY, descriptions.get(1).max());
    }

    @Test
    void takesValuesOfTheLanguage() {
        assertEquals(new Sample(2.0, 5, 7, false, "a", Schedule.COSINE), Options.read(Sample.class, "SVI",
                Map.of("lr", 2L, "particles", 5.0, "steps", 7L, "clip", false, "name", "a", "schedule", "cosine")));
    }

    @Test
    void takesTextOfTheCommandLine() {
        assertEquals(new Sample(0.5, 10, 2000, true, "3", Schedule.COSINE), Options.read(Sample.class, "SVI", Map.of(
                "lr", "5e-1", "particles", " 10", "steps", "2e3", "clip", "TRUE", "name", "3", "schedule", "Cosine")));
    }

    @Test
    void keepsEveryDigitOfALong() {
        long odd = (1L << 60) + 1;
        assertEquals(odd, Options.read(Sample.class, "SVI", Map.of("steps", odd)).steps());
        assertEquals(odd, Options.read(Sample.class, "SVI", Map.of("steps", Long.toString(odd))).steps());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "lr ; fast ; PEN-3011 ; option 'lr' expects a number from 0 to 10, found 'fast'.",
        "lr ; NaN ; PEN-3011 ; option 'lr' expects a number from 0 to 10, found 'NaN'.",
        "lr ; 0x1p3 ; PEN-3011 ; option 'lr' expects a number from 0 to 10, found '0x1p3'.",
        "lr ; -1 ; PEN-3012 ; option 'lr' expects a number from 0 to 10, found -1.",
        "lr ; Infinity ; PEN-3012 ; option 'lr' expects a number from 0 to 10, found Infinity.",
        "particles ; 0 ; PEN-3012 ; option 'particles' expects an integer of at least 1, found 0.",
        "particles ; 3e9 ; PEN-3012 ; option 'particles' expects an integer of at least 1, found 3e9.",
        "particles ; 1.5 ; PEN-3011 ; option 'particles' expects an integer of at least 1, found 1.5.",
        "steps ; 1e30 ; PEN-3012 ; option 'steps' expects an integer, found 1e30.",
        "clip ; yes ; PEN-3011 ; option 'clip' expects a boolean (true or false), found 'yes'.",
        "schedule ; linear ; PEN-3011 ; option 'schedule' expects one of constant|cosine, found 'linear'."})
    void refusesTextThatIsNotAValue(String name, String text, String code, String message) {
        PenumbraException refusal = refusal(Map.of(name, text));
        assertEquals(code, refusal.problems().getFirst().code());
        assertEquals(message, refusal.problems().getFirst().message());
        assertEquals("SVI", refusal.problems().getFirst().origin());
    }

    @ParameterizedTest
    @CsvSource({"particles, 1.5", "clip, 1.0", "name, 2.0", "schedule, 0.0"})
    void refusesNumbersOfTheWrongKind(String name, double value) {
        assertEquals("PEN-3011", refusal(Map.of(name, value)).problems().getFirst().code());
    }

    @Test
    void refusesATruthValueForANumber() {
        assertEquals("option 'lr' expects a number from 0 to 10, found true.",
                refusal(Map.of("lr", true)).problems().getFirst().message());
    }

    @Test
    void offersTheNearestName() {
        PenumbraException refusal = refusal(Map.of("partciles", 2L));
        assertEquals("error [PEN-3010] SVI: unknown option 'partciles'. Did you mean particles?", refusal.getMessage());
    }

    @Test
    void listsAllNamesWhenNoneIsNear() {
        assertEquals("error [PEN-3010] SVI: unknown option 'temperature'."
                + " Options: lr, particles, steps, clip, name, schedule.",
                refusal(Map.of("temperature", 2L)).getMessage());
    }

    @Test
    void reportsEverythingAtOnce() {
        assertEquals(3, refusal(Map.of("lr", "x", "steps", "y", "zzzzzzzzz", 1L)).problems().size());
    }

    @Test
    void passesOnWhatTheRecordRefuses() {
        assertEquals("error [PEN-3013] SVI: clip needs an lr of at most 1.",
                refusal(Map.of("clip", true, "lr", 2.0)).getMessage());
    }

    record Nothing() {
    }

    @Test
    void saysThatThereAreNoOptions() {
        PenumbraException refusal = assertThrows(PenumbraException.class,
                () -> Options.read(Nothing.class, "MAP", Map.of("lr", 1.0)));
        assertEquals("error [PEN-3010] MAP: there are no options, found 'lr'.", refusal.getMessage());
        assertEquals(new Nothing(), Options.read(Nothing.class, "MAP", Map.of()));
    }

    @Test
    void namesPositionalValues() {
        assertEquals(Map.of("lr", 0.5, "particles", 2L), Options.byPosition(Sample.class, "SVI", List.of(0.5, 2L)));
        PenumbraException refusal = assertThrows(PenumbraException.class,
                () -> Options.byPosition(Nothing.class, "MAP", List.of(1.0)));
        assertEquals("PEN-3014", refusal.problems().getFirst().code());
    }

    record Undescribed(double lr) {
    }

    record Unsupported(@Option(label = "a", help = "b", value = "1") float lr) {
    }

    record WrongDefault(@Option(label = "a", help = "b", value = "0", min = 1) int particles) {
    }

    record Throwing(@Option(label = "a", help = "b", value = "2") int particles) {
        Throwing {
            if (particles > 1) {
                throw new UnsupportedOperationException("one only");
            }
        }
    }

    @Test
    void aWrongRecordIsTheFaultOfThePlugin() {
        for (Class<? extends Record> type : List.of(Undescribed.class, Unsupported.class, WrongDefault.class,
                Throwing.class)) {
            PenumbraException fault = assertThrows(PenumbraException.class, () -> Options.read(type, "X", Map.of()));
            assertEquals(ExitCode.PLUGIN_FAILED, fault.exitCode());
            assertEquals("PEN-3015", fault.problems().getFirst().code());
            assertTrue(fault.getMessage().contains(type.getName()), fault.getMessage());
        }
    }

    private static PenumbraException refusal(Map<String, ?> given) {
        PenumbraException refusal = assertThrows(PenumbraException.class,
                () -> Options.read(Sample.class, "SVI", given));
        assertEquals(ExitCode.USAGE, refusal.exitCode());
        return refusal;
    }
}
