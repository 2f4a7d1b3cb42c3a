package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Arrays of numbers in JSON: up to {@value #MOST_AS_TEXT} of them as numbers, more as an object with the number of
 * elements ({@code count}) and texts in Base64 ({@code base64}), of which each holds up to {@value #IN_ONE} numbers as
 * 64-bit floating-point numbers, little-endian.
 */
final class PackedNumbers {

    private static final int MOST_AS_TEXT = 10_000;
    private static final int IN_ONE = 65_536;

    private PackedNumbers() {
    }

    static void write(JsonGenerator json, String key, double[] values) throws IOException {
        if (values.length <= MOST_AS_TEXT) {
            json.writeArrayFieldStart(key);
            for (double value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
            return;
        }
        json.writeObjectFieldStart(key);
        json.writeNumberField("count", values.length);
        json.writeArrayFieldStart("base64");
        for (int from = 0; from < values.length; from += IN_ONE) {
            int count = Math.min(IN_ONE, values.length - from);
            ByteBuffer buffer = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
            buffer.asDoubleBuffer().put(values, from, count);
            json.writeString(Base64.getEncoder().encodeToString(buffer.array()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @throws IllegalArgumentException when a text is no Base64, or the count is not what the texts hold */
    static double[] read(JsonNode node) {
        if (!node.isObject()) {
            double[] values = new double[node.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(node.get(i));
            }
            return values;
        }
        double[] values = new double[node.path("count").asInt()];
        int at = 0;
        for (JsonNode text : node.path("base64")) {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text.asText()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int count = buffer.remaining() / 8;
            if (at + count > values.length) {
                throw new IllegalArgumentException("more than " + values.length + " numbers");
            }
            buffer.asDoubleBuffer().get(values, at, count);
            at += count;
        }
        if (at != values.length) {
            throw new IllegalArgumentException(at + " numbers instead of " + values.length);
        }
        return values;
    }

    private static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.doubleValue();
    }
}
