package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Tables whose rows hold arrays: one column is a matrix of the model. */
class ListColumnsTest {

    private static final String SWITCH = "penumbra.stream";
    private static final String FOLDER = "java.io.tmpdir";
    private static final String MODEL = """
            model Bits {
              data n : int(min = 1)  data x : int(min = 0, max = 1)[n, 3]
              p : unit[3] ~ Beta(1, 1)
              plate row: i in 1..n { plate k in 1..3 { x[i, k] ~ Bernoulli(p[k]) } }
            }
            infer all of Bits {
              data "sql:select range as r, [range %% 2, range %% 3 = 0, range %% 5 = 0]%s as x from range(600)"
                where r >= 300
              %s
              algorithm SVI(epochs = 30, draws = 500)
              subsample row = 100
            }
            """;

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());
    private final String before = System.getProperty(FOLDER);

    @BeforeEach
    void keepRowsHere() {
        System.setProperty(FOLDER, folder.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(SWITCH);
        System.setProperty(FOLDER, before);
    }

    private Fit fit(String cast, String missing) throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), MODEL.formatted(cast, missing));
        return session.fit(FitRequest.of(model).withSeed(3), Progress.NONE, Cancellation.NEVER);
    }

    /** Of the rows 300 to 599, 150 are odd, 100 are divisible by 3 and 60 by 5; posterior means by Beta-Bernoulli. */
    @Test
    void theFilterKeepsWholeRows() throws IOException {
        Fit fit = fit("", "");
        assertEquals(300, fit.data().rows());
        double[] expected = {151 / 302.0, 101 / 302.0, 61 / 302.0};
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], fit.sites().get(k).mean(), 0.02);
        }
    }

    @Test
    void theSameFromDisk() throws IOException {
        Fit inMemory = fit("", "");
        System.setProperty(SWITCH, "on");
        Fit streamed = fit("", "");
        assertArrayEquals(inMemory.result().draws().points()[5], streamed.result().draws().points()[5], 1e-9);
    }

    @Test
    void rowsWithAMissingNumberAreDroppedWhole() throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), MODEL.formatted("", "missing = drop")
                .replace("range % 5 = 0", "case when range = 400 then null else range % 5 = 0 end"));
        Fit fit = session.fit(FitRequest.of(model), Progress.NONE, Cancellation.NEVER);
        assertEquals(299, fit.data().rows());
        assertEquals(301, fit.data().dropped());
    }

    @Test
    void rowsOfDifferentLengthsAreRefusedWithTheirPlace() {
        String hole = "::INT[] || CASE WHEN range = 400 THEN [NULL]::INT[] ELSE []::INT[] END";
        PenumbraException ragged = assertThrows(PenumbraException.class, () -> fit(hole, ""));
        assertTrue(ragged.getMessage().contains("[PEN-2513]") && ragged.getMessage().contains("row 401"),
                ragged.getMessage());
    }

    @Test
    void aConditionIsOneNumberForEachRow() throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), MODEL.formatted("", "")
                .replace("where r >= 300", "where x == 1"));
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> session.fit(FitRequest.of(model), Progress.NONE, Cancellation.NEVER));
        assertTrue(refused.getMessage().contains("[PEN-5103] the condition of 'where' is one number for each row; "
                + "found 3 numbers."), refused.getMessage());
    }
}
