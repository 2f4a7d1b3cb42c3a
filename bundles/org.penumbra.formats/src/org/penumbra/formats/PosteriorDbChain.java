package org.penumbra.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;

/** One chain of a file in the layout of posteriordb: the draws of each number, by name. */
record PosteriorDbChain(Map<String, double[]> draws) {

    /** Adds the chains of one file. */
    static void readAll(JsonParser json, String file, List<PosteriorDbChain> chains) throws IOException {
        require(json.nextToken() == JsonToken.START_ARRAY, json, file, "a list of chains is expected");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, json, file, "an object for each chain is expected");
            Map<String, double[]> draws = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                require(draws.put(name, numbers(json, file)) == null, json, file, DataProblem.quote(name)
                        + " is there twice");
            }
            chains.add(new PosteriorDbChain(draws));
        }
        require(json.nextToken() == null, json, file, "nothing is expected after the list");
    }

    private static double[] numbers(JsonParser json, String file) throws IOException {
        require(json.nextToken() == JsonToken.START_ARRAY, json, file, "a list of numbers is expected");
        double[] numbers = new double[64];
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers = size == numbers.length ? Arrays.copyOf(numbers, 2 * size) : numbers;
            numbers[size++] = number(json, file);
        }
        return Arrays.copyOf(numbers, size);
    }

    private static double number(JsonParser json, String file) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return switch (json.getText()) {
                case "NaN", "NA" -> Double.NaN;
                case "Infinity", "Inf", "inf" -> Double.POSITIVE_INFINITY;
                case "-Infinity", "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(place(json, file), "a number is expected, found "
                        + DataProblem.quote(json.getText()));
            };
        }
        require(json.currentToken() != null && json.currentToken().isNumeric(), json, file, "a number is expected");
        return json.getDoubleValue();
    }

    /** All chains, which must be of the same numbers and of one length. */
    static DrawSet together(List<PosteriorDbChain> chains, String model, String file) {
        Location place = Location.of(file);
        if (chains.isEmpty() || chains.getFirst().draws.isEmpty() || chains.getFirst().length() == 0) {
            throw wrong(place, "there are no draws");
        }
        PosteriorDbChain first = chains.getFirst();
        List<String> names = List.copyOf(first.draws.keySet());
        double[][] values = new double[chains.size() * first.length()][names.size()];
        for (int chain = 0; chain < chains.size(); chain++) {
            for (int i = 0; i < names.size(); i++) {
                double[] column = chains.get(chain).draws.get(names.get(i));
                if (column == null || column.length != first.length()
                        || chains.get(chain).draws.size() != names.size()) {
                    throw wrong(place, "chain " + (chain + 1) + " has not the same numbers as the first, or not as "
                            + "many draws");
                }
                for (int k = 0; k < column.length; k++) {
                    values[chain * first.length() + k][i] = column[k];
                }
            }
        }
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1.0 / weights.length);
        return new DrawSet(model, DrawnVariable.ofNames(names), values, chains.size(), List.of(), weights, Map.of(),
                List.of());
    }

    private int length() {
        return draws.values().iterator().next().length;
    }

    private static void require(boolean holds, JsonParser json, String file, String otherwise) {
        if (!holds) {
            throw wrong(place(json, file), otherwise);
        }
    }

    private static Location place(JsonParser json, String file) {
        return new Location(file, Math.max(0, json.currentTokenLocation().getLineNr()), 0);
    }

    static PenumbraException wrong(Location place, String why) {
        return DataProblem.at("PEN-2521", place, "draws in the layout of posteriordb were expected: " + why + ".",
                "Write [{\"mu\": [0.1, 0.2]}, {\"mu\": [0.3, 0.1]}], an object for each chain.");
    }
}
