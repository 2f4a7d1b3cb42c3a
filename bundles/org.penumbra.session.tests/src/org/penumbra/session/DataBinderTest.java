package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.penumbra.session.ModelBuilder.binary;
import static org.penumbra.session.ModelBuilder.call;
import static org.penumbra.session.ModelBuilder.number;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.data.DataReader;
import org.penumbra.registry.Registry;

class DataBinderTest {

    private static final String TABLE = "cont_africa,rugged,gdp\n1,0.5,10\n0,2,\n0,3,1000\n";

    @TempDir
    Path folder;

    private final ModelBuilder rugged = new ModelBuilder().data("n", "int", 0).data("africa", "real", 1)
            .data("rugged", "real", 1).data("logGdp", "real", 1);

    @Test
    void bindsColumnsExpressionsAndEqualNames() {
        rugged.bind("africa", rugged.column("cont_africa")).missing("drop")
                .bind("logGdp", binary(call("log", rugged.column("gdp")), "/", call("log", number(10))));
        BoundData bound = bind(rugged, "d.csv", TABLE);
        assertEquals(Set.of("africa", "rugged", "logGdp"), bound.arrays().keySet(), "n is left to the compiler");
        assertArrayEquals(new double[] {1, 0}, bound.arrays().get("africa").values());
        assertArrayEquals(new double[] {0.5, 3}, bound.arrays().get("rugged").values());
        assertArrayEquals(new double[] {1, 3}, bound.arrays().get("logGdp").values(), 1e-14);
        assertEquals(List.of(2), bound.arrays().get("logGdp").shape());
        assertEquals(folder.resolve("d.csv") + ":4:3", bound.arrays().get("logGdp").place().apply(1));
        assertEquals(2, bound.rows());
        assertEquals(1, bound.dropped());
    }

    @Test
    void keepsTheRowsThatWhereKeeps() {
        rugged.bind("africa", rugged.column("cont_africa")).bind("logGdp", rugged.column("rugged"))
                .where(binary(rugged.column("rugged"), ">", number(1)));
        BoundData bound = bind(rugged, "d.csv", TABLE);
        assertArrayEquals(new double[] {2, 3}, bound.arrays().get("rugged").values());
        assertEquals(1, bound.dropped());
    }

    @Test
    void aMissingValueOutsideOfTheFilterDoesNotMatter() {
        rugged.bind("africa", rugged.column("cont_africa")).bind("logGdp", rugged.column("gdp"))
                .where(binary(rugged.column("rugged"), "!=", number(2))).missing("error");
        assertEquals(2, bind(rugged, "d.csv", TABLE).rows());
    }

    @Test
    void refusesMissingValuesWithTheirPlace() {
        rugged.bind("africa", rugged.column("cont_africa")).bind("logGdp", rugged.column("gdp"));
        assertEquals("model.penumbra#DataBinding: error [PEN-5109] logGdp: the value in row 2 is missing (d.csv:3:3)."
                + " The model has no distribution for 'logGdp' from which it could be imputed: give it one, or write"
                + " 'missing = drop' after the data to leave out such rows.", refusal(rugged, "d.csv", TABLE));
        rugged.missing("error");
        assertEquals("model.penumbra#DataBinding: error [PEN-5109] logGdp: the value in row 2 is missing (d.csv:3:3)."
                + " The run says 'missing = error'; 'missing = drop' leaves out such rows.",
                refusal(rugged, "d.csv", TABLE));
    }

    @Test
    void dropsRowsOfTablesOnly() {
        ModelBuilder schools = new ModelBuilder().data("y", "real", 1).missing("drop");
        assertEquals("model.penumbra#DataBinding: error [PEN-5109] y: the value in element 2 is missing (d.json:1:11)."
                + " 'missing = drop' drops rows of a table, and this is none: take the element out of the data.",
                refusal(schools, "d.json", "{\"y\": [1, null]}"));
    }

    @Test
    void aLogarithmOfANegativeNumberIsNoMissingValue() {
        rugged.bind("africa", rugged.column("cont_africa")).missing("drop")
                .bind("logGdp", call("log", binary(rugged.column("rugged"), "-", number(1))));
        assertEquals("model.penumbra#Call: error [PEN-5104] 'log' of -0.5 is not a number (d.csv:2:2)."
                + " Keep such rows out with 'where'.", refusal(rugged, "d.csv", TABLE));
    }

    @Test
    void namesTheColumnsThereAre() {
        rugged.bind("logGdp", rugged.column("gdp"));
        assertEquals("model.penumbra#DataDeclaration: error [PEN-5105] africa: d.csv has no column 'africa'; there are"
                + " cont_africa, rugged, gdp. Bind it in the infer block: data \"d.csv\" (africa = <column>).",
                refusal(rugged, "d.csv", TABLE));
        rugged.bind("africa", rugged.column("cont_afrika"));
        assertEquals("model.penumbra#VariableRef: error [PEN-5101] d.csv has no column 'cont_afrika'; there are"
                + " cont_africa, rugged, gdp. Did you mean cont_africa?", refusal(rugged, "d.csv", TABLE));
    }

    @Test
    void bindsKeysByName() {
        ModelBuilder schools = new ModelBuilder().data("J", "int", 0).data("y", "real", 1).data("X", "real", 2);
        BoundData bound = bind(schools, "d.json", "{\"J\": 2, \"y\": [28, 8], \"X\": [[1, 2], [3, 4]], \"other\": 1}");
        assertEquals(Set.of("J", "y", "X"), bound.arrays().keySet());
        assertEquals(List.of(), bound.arrays().get("J").shape());
        assertEquals(List.of(2, 2), bound.arrays().get("X").shape());
        assertEquals(-1, bound.rows());
    }

    @Test
    void takesAScalarFromATableWithOneRow() {
        ModelBuilder scalar = new ModelBuilder().data("s", "positive", 0);
        assertEquals(List.of(), bind(scalar, "d.csv", "s\n2\n").arrays().get("s").shape());
        assertEquals("model.penumbra#DataDeclaration: error [PEN-5106] s: one number is expected, but a column of 2"
                + " rows is bound to it. Declare it as positive[n], or give a table with one row.",
                refusal(scalar, "d.csv", "s\n2\n3\n"));
    }

    @Test
    void refusesAnEmptyRemainder() {
        ModelBuilder one = new ModelBuilder().data("x", "real", 1).missing("drop");
        assertEquals("model.penumbra#DataBinding: error [PEN-5108] none of the 2 rows of d.csv is left after 'where'"
                + " and dropping rows with missing values.", refusal(one, "d.csv", "x\nNA\nNA\n"));
    }

    @Test
    void offersFunctionsThatAreNear() {
        ModelBuilder one = new ModelBuilder().data("x", "real", 1);
        one.bind("x", call("lgo", one.column("x")));
        assertEquals("model.penumbra#Call: error [PEN-5102] there is no elementwise function 'lgo'."
                + " Did you mean log?", refusal(one, "d.csv", "x\n1\n").replaceAll("log, .*\\?", "log?"));
    }

    @Test
    void refusesShapesThatDiffer() {
        ModelBuilder one = new ModelBuilder().data("x", "real", 1);
        one.bind("x", binary(one.column("a"), "+", one.column("b")));
        assertEquals("model.penumbra#Binary: error [PEN-5103] both sides of '+' have one shape or are scalars; found"
                + " [2] and [3].", refusal(one, "d.json", "{\"a\": [1, 2], \"b\": [1, 2, 3]}"));
    }

    private BoundData bind(ModelBuilder built, String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DataBinder(built.model, ModelBuilder.LOCATIONS).bind(Optional.of(built.binding),
                new DataReader(Registry.open()).read(folder.resolve(file)));
    }

    private String refusal(ModelBuilder built, String file, String text) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> bind(built, file, text));
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        return refused.getMessage().replace(folder + "/", "");
    }
}
