package org.penumbra.sources.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;

/**
 * Reads one JSON object in the layout of Stan and posteriordb: a key per datum, numbers for scalars, nested lists in
 * row-major order for arrays. {@code null} and the missing marks of tables are missing values. A key whose value is no
 * array of numbers is an error only when it is used.
 */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final String file;

    JsonReader(String file) {
        this.file = file;
    }

    DataSet read(Reader text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return object(parser);
        } catch (JsonProcessingException invalid) {
            throw DataProblem.at("PEN-2511", place(invalid.getLocation()),
                    "this is not valid JSON: " + invalid.getOriginalMessage() + ".", "");
        }
    }

    private DataSet object(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw DataProblem.of("PEN-2504", file, "the data file is empty; a JSON object is expected.", "");
        }
        if (first != JsonToken.START_OBJECT) {
            throw DataProblem.at("PEN-2512", place(parser.currentTokenLocation()),
                    "one JSON object with a key for each datum is expected.", "Write {\"y\": [1, 2, 3]}.");
        }
        Map<String, JsonArray> arrays = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            addKey(parser, arrays);
        }
        if (parser.nextToken() != null) {
            throw DataProblem.at("PEN-2511", place(parser.currentTokenLocation()),
                    "nothing is expected after the object.", "");
        }
        return new JsonDataSet(file, arrays);
    }

    private void addKey(JsonParser parser, Map<String, JsonArray> arrays) throws IOException {
        Location place = place(parser.currentTokenLocation());
        String name = parser.currentName();
        parser.nextToken();
        JsonArray array = new JsonArray(file, name, place);
        array.read(parser);
        if (arrays.put(name, array) != null) {
            throw DataProblem.at("PEN-2514", place, "the key " + DataProblem.quote(name) + " is there twice.", "");
        }
    }

    private Location place(JsonLocation at) {
        return at == null ? Location.of(file) : new Location(file, at.getLineNr(), at.getColumnNr());
    }
}
