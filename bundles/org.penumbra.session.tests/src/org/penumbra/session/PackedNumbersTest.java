package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedNumbersTest {

    private static JsonNode written(double[] values) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FitJson.open(text)) {
            json.writeStartObject();
            PackedNumbers.write(json, "x", values);
            json.writeEndObject();
        }
        return new ObjectMapper().readTree(text.toString()).get("x");
    }

    private static double[] numbers(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> (i - 7) / 3.0);
        if (count > 2) {
            values[0] = Double.NaN;
            values[1] = Double.NEGATIVE_INFINITY;
            values[2] = -0.0;
        }
        return values;
    }

    /** Around the size from which they are packed, and around that of one text. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000, 10_001, 65_536, 65_537, 131_072})
    void comeBackBitByBit(int count) throws IOException {
        JsonNode json = written(numbers(count));
        assertEquals(count > 10_000, json.isObject());
        assertArrayEquals(numbers(count), PackedNumbers.read(json), 0);
    }

    @Test
    void aCountThatIsNotThatOfTheNumbersIsRefused() throws IOException {
        ObjectNode json = (ObjectNode) written(numbers(20_000));
        assertThrows(IllegalArgumentException.class, () -> PackedNumbers.read(json.put("count", 19_999)));
        assertThrows(IllegalArgumentException.class, () -> PackedNumbers.read(json.put("count", 20_001)));
    }
}
