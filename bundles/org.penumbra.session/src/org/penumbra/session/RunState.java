package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Guide;

/**
 * From where a run can go on: {@code guide.json} of a run folder, or a checkpoint.
 *
 * @param identity what the run is of; a run with another identity cannot go on from here
 * @param steps done
 * @param parameters of the guide; empty in a checkpoint
 * @param state of the algorithm; empty when it cannot resume
 * @param values of the parameters that a guide block declares, by name, on the scale of their types
 */
record RunState(Map<String, String> identity, long steps, double[] parameters, double[] state,
        Map<String, Double> values) {

    static final String FILE = "guide.json";
    private static final String GUIDE = "guide";
    private static final String WEIGHTS = "weights";
    private static final String BLOCK = "block ";

    RunState(Map<String, String> identity, long steps, double[] parameters, double[] state) {
        this(identity, steps, parameters, state, Map.of());
    }

    /** How a guide block stands in an identity. */
    static String block(String name) {
        return BLOCK + name;
    }

    /** Whether the run used the guide block of this name. */
    boolean isOf(String name) {
        return block(name).equals(identity.get(GUIDE));
    }

    /** Every bit counts here, so what is not finite is written as the texts {@code "NaN"} and {@code "Infinity"}. */
    void write(Writer writer) throws IOException {
        write(writer, List.of());
    }

    /** @param named the parameters that a guide block declares, on the scale of their types */
    void write(Writer writer, List<Guide.NamedValue> named) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            json.writeStringField("format", RunFiles.FORMAT);
            json.writeObjectFieldStart("identity");
            for (Map.Entry<String, String> entry : identity.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("steps", steps);
            PackedNumbers.write(json, "parameters", parameters);
            FitJson.writeGuideParameters("values", named.stream().filter(one -> !WeightSummary.isWeight(one.name()))
                    .toList(), json);
            writeWeights(named, json);
            PackedNumbers.write(json, "state", state);
            json.writeEndObject();
        }
    }

    /** Of networks of a guide block, array by array: their elements need no names. */
    private static void writeWeights(List<Guide.NamedValue> named, JsonGenerator json) throws IOException {
        List<NamedNumbers> arrays = NamedNumbers.of(named.stream().filter(one -> WeightSummary.isWeight(one.name()))
                .toList());
        if (arrays.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(WEIGHTS);
        for (NamedNumbers one : arrays) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeFieldName("shape");
            json.writeArray(one.shape().stream().mapToInt(Integer::intValue).toArray(), 0, one.shape().size());
            PackedNumbers.write(json, "values", one.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * @param place a run folder, or a checkpoint file
     * @throws PenumbraException (BAD_INPUT, PEN-5032) when there is nothing that can be read there
     */
    static RunState read(Path place) {
        Path file = Files.isDirectory(place) ? place.resolve(FILE) : place;
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            if (json == null || !json.path("format").asText().equals(RunFiles.FORMAT) || !json.has("state")) {
                throw unreadable(file, "it is not in the format " + RunFiles.FORMAT);
            }
            Map<String, String> identity = new LinkedHashMap<>();
            json.path("identity").properties()
                    .forEach(entry -> identity.put(entry.getKey(), entry.getValue().asText()));
            return new RunState(identity, json.path("steps").asLong(), PackedNumbers.read(json.path("parameters")),
                    PackedNumbers.read(json.get("state")), values(json));
        } catch (JsonProcessingException broken) {
            throw unreadable(file, "it is not JSON");
        } catch (IllegalArgumentException damaged) {
            throw unreadable(file, "its numbers are damaged");
        } catch (IOException failed) {
            throw unreadable(file, failed.getClass().getSimpleName());
        }
    }

    private static Map<String, Double> values(JsonNode json) {
        Map<String, Double> values = new LinkedHashMap<>();
        json.path("values").properties().forEach(entry -> values.put(entry.getKey(), number(entry.getValue())));
        for (JsonNode one : json.path(WEIGHTS)) {
            List<Integer> shape = new ArrayList<>();
            one.path("shape").forEach(extent -> shape.add(extent.asInt()));
            new NamedNumbers(one.path("name").asText(), shape, PackedNumbers.read(one.path("values"))).elements()
                    .forEach(element -> values.put(element.name(), element.value()));
        }
        return values;
    }

    private static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.doubleValue();
    }

    private static PenumbraException unreadable(Path file, String why) {
        return PenumbraException.badInput(Problem.error("PEN-5032",
                "a run folder or a checkpoint was expected here, but " + why + ".").at(Location.of(file.toString())));
    }

    /**
     * The state, for a run with the given identity.
     *
     * @param place as the user named it
     * @throws PenumbraException (BAD_INPUT, PEN-5033) when the runs differ in more than where they stopped, (PEN-5034)
     *         when there is no state
     */
    double[] stateFor(Map<String, String> wanted, Path place) {
        List<String> different = new ArrayList<>();
        wanted.forEach((key, value) -> {
            if (!value.equals(identity.get(key))) {
                different.add(key);
            }
        });
        if (!different.isEmpty()) {
            throw PenumbraException.badInput(Problem.error("PEN-5033", "a run goes on only with what it began with; "
                    + "different here: " + String.join(", ", different) + ".").at(Location.of(place.toString()))
                    .advise("Give the same model, data, seed and options as the first time."));
        }
        if (state.length == 0) {
            throw PenumbraException.badInput(Problem.error("PEN-5034", "this run kept no state to go on from: it has "
                    + "ended, or its algorithm does not resume.").at(Location.of(place.toString()))
                    .advise("Start it anew, from its answer with --init-from."));
        }
        return state;
    }
}
