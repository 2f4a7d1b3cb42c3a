package org.penumbra.sources.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.NamedArray;

/** One value of a JSON object: the array that it is, or the first reason why it is none. */
final class JsonArray {

    private static final int UNKNOWN = -1;

    private final String file;
    private final String name;
    private final Location key;
    private final List<Integer> shape = new ArrayList<>();
    private final Numbers numbers = new Numbers();
    private final Places places = new Places();
    private PenumbraException fault;

    JsonArray(String file, String name, Location key) {
        this.file = file;
        this.name = name;
        this.key = key;
    }

    /** Reads the value at which the parser stands, to its end. */
    void read(JsonParser parser) throws IOException {
        readAt(parser, 0);
        for (int axis = 0; axis < shape.size(); axis++) {
            shape.set(axis, Math.max(0, shape.get(axis)));
        }
    }

    private void readAt(JsonParser parser, int depth) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            readList(parser, depth);
        } else {
            readElement(parser, depth);
        }
    }

    private void readList(JsonParser parser, int depth) throws IOException {
        Location start = place(parser);
        if (depth == shape.size()) {
            if (numbers.size() > 0) {
                ragged(start, "a number is expected here, as before, not a list.");
            }
            shape.add(UNKNOWN);
        }
        int length = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readAt(parser, depth + 1);
            length++;
        }
        int before = shape.get(depth);
        if (before != UNKNOWN && before != length) {
            ragged(start, "this list has " + length + " elements, the one before it has " + before + ".");
        }
        shape.set(depth, length);
    }

    private void readElement(JsonParser parser, int depth) throws IOException {
        Location at = place(parser);
        if (depth < shape.size()) {
            ragged(at, "a list is expected here, as before, not a single value.");
        }
        OptionalDouble number = number(parser);
        if (number.isEmpty()) {
            notNumber(at, parser);
            parser.skipChildren();
        }
        numbers.add(number.orElse(Double.NaN));
        places.add(at.line(), at.column());
    }

    private static OptionalDouble number(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> OptionalDouble.of(parser.getDoubleValue());
            case VALUE_TRUE -> OptionalDouble.of(1);
            case VALUE_FALSE -> OptionalDouble.of(0);
            case VALUE_NULL -> OptionalDouble.of(Double.NaN);
            case VALUE_STRING -> Cell.number(parser.getText());
            default -> OptionalDouble.empty();
        };
    }

    private void notNumber(Location at, JsonParser parser) throws IOException {
        String found = parser.currentToken() == JsonToken.VALUE_STRING
                ? "the text " + DataProblem.quote(parser.getText()) : "an object";
        fail("PEN-2508", at, "a number is expected in " + DataProblem.quote(name) + ", element "
                + (numbers.size() + 1) + ", but it is " + found + ".", "Missing values are written null.");
    }

    private void ragged(Location at, String message) {
        fail("PEN-2513", at, DataProblem.quote(name) + " is not an array: " + message,
                "All lists on one level have the same length.");
    }

    private void fail(String code, Location at, String message, String advice) {
        if (fault == null) {
            fault = DataProblem.at(code, at, message, advice);
        }
    }

    private Location place(JsonParser parser) {
        var at = parser.currentTokenLocation();
        return new Location(file, at.getLineNr(), at.getColumnNr());
    }

    /** The array, or the exception that says why the value is none. */
    NamedArray toNamedArray() {
        if (fault != null) {
            throw fault;
        }
        return new NamedArray(name, shape, numbers.toArray(), this::placeOf);
    }

    private String placeOf(int element) {
        return element < numbers.size() ? new Location(file, places.line(element), places.column(element)).toString()
                : key.toString();
    }
}
