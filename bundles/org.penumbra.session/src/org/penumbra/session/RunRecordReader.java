package org.penumbra.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;

/** Reads what {@link RunRecordJson} writes. */
final class RunRecordReader {

    private final Path file;
    private final JsonNode json;

    RunRecordReader(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    /**
     * @param columns names of the columns of the draws
     * @throws PenumbraException (BAD_INPUT, PEN-5061) when something that it must say is not there
     */
    RunRecord record(List<String> columns) {
        try {
            List<String> names = names(columns);
            return new RunRecord(text("model"), optional("run"), text("algorithm"), optional("guide"), judgement(),
                    json.path("steps").asLong(), number(json.path("seconds")),
                    new FitResult.Estimate(number(json.path("elbo").path("mean")),
                            number(json.path("elbo").path("se"))),
                    variables(names), list("sites", RunRecordReader::summary),
                    list("discrete", RunRecordReader::discrete), guideValues(),
                    list("weights", RunRecordReader::weights), origin(), parts());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException odd) {
            throw RunProblem.damaged(file, String.valueOf(odd.getMessage()).replaceAll("[.]$", ""));
        }
    }

    /** Of all numbers, those with files of their own among them. */
    List<String> names(List<String> columns) {
        return LargeDraws.names(json.path("variables"), columns);
    }

    private RunRecord.Judgement judgement() {
        List<Diagnostic.Measurement> measurements = new ArrayList<>();
        json.path("measurements").properties().forEach(one -> measurements
                .add(new Diagnostic.Measurement(one.getKey(), number(one.getValue()))));
        return new RunRecord.Judgement(Status.valueOf(text("status")), Verdict.ofWords(text("verdict")),
                json.path("exitCode").asInt(), measurements,
                list("findings", one -> new Finding(Finding.Trust.valueOf(one.path("trust").asText()),
                        one.path("message").asText())),
                list("problems", JsonNode::asText));
    }

    private RunRecord.Origin origin() {
        Map<String, Integer> subsample = new LinkedHashMap<>();
        json.path("subsample").properties().forEach(one -> subsample.put(one.getKey(), one.getValue().asInt()));
        Map<String, String> versions = new LinkedHashMap<>();
        json.path("versions").properties().forEach(one -> versions.put(one.getKey(), one.getValue().asText()));
        return new RunRecord.Origin(Instant.parse(text("started")), text("modelFile"), text("modelSha256"),
                optional("dataFile"), optional("where"), json.path("rows").asInt(-1), json.path("dropped").asInt(),
                json.path("seed").asLong(), subsample, versions, list("command", JsonNode::asText));
    }

    /** Older folders say nothing of variables; names tell most. */
    private List<RunVariable> variables(List<String> names) {
        if (!json.has("variables")) {
            return RunVariable.ofNames(names);
        }
        return list("variables", one -> {
            int offset = one.path("offset").asInt();
            List<Integer> shape = new ArrayList<>();
            one.path("shape").forEach(extent -> shape.add(extent.asInt()));
            return new RunVariable(one.path("name").asText(), one.path("kind").asText().equals("deterministic"),
                    one.path("kind").asText().equals("parameter"), shape,
                    one.path("support").asText(), offset, names.subList(offset, offset + one.path("size").asInt()));
        });
    }

    private static SiteSummary summary(JsonNode one) {
        return new SiteSummary(one.path("name").asText(), number(one.path("mean")), number(one.path("sd")),
                number(one.path("q5")), number(one.path("q50")), number(one.path("q95")), number(one.path("mcse")),
                number(one.path("essBulk")), number(one.path("essTail")), number(one.path("rHat")),
                one.path("parameters").asInt(), one.path("elements").asInt());
    }

    private static WeightSummary weights(JsonNode one) {
        List<Integer> shape = new ArrayList<>();
        one.path("shape").forEach(extent -> shape.add(extent.asInt()));
        return new WeightSummary(one.path("name").asText(), one.path("kind").asText(), shape, number(one.path("mean")),
                number(one.path("meanAbs")), number(one.path("norm")), number(one.path("meanSd")),
                number(one.path("largestZ")));
    }

    private static DiscreteSummary discrete(JsonNode one) {
        return new DiscreteSummary(one.path("name").asText(), one.path("low").asInt(), numbers(
                one.path("probabilities")));
    }

    private List<Guide.NamedValue> guideValues() {
        List<Guide.NamedValue> values = new ArrayList<>();
        json.path("guideParameters").properties()
                .forEach(one -> values.add(new Guide.NamedValue(one.getKey(), number(one.getValue()))));
        return values;
    }

    private Map<String, RunRecord.UsedPart> parts() {
        Map<String, RunRecord.UsedPart> parts = new LinkedHashMap<>();
        json.path("parts").properties().forEach(part -> {
            Map<String, Object> options = new LinkedHashMap<>();
            part.getValue().path("options").properties()
                    .forEach(one -> options.put(one.getKey(), option(one.getValue())));
            parts.put(part.getKey(), new RunRecord.UsedPart(part.getValue().path("name").asText(),
                    part.getValue().path("bundle").asText(), part.getValue().path("version").asText(), options));
        });
        return parts;
    }

    private static Object option(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            case NULL -> null;
            default -> value.asText();
        };
    }

    /**
     * @param draws of all chains
     * @param statistics as the draws have them
     */
    Optional<Chains> chains(int draws, List<Chains.Statistic> statistics) {
        JsonNode chains = json.path("chains");
        if (chains.isMissingNode()) {
            return Optional.empty();
        }
        int count = chains.path("count").asInt();
        int length = chains.path("length").asInt();
        if (count < 1 || length < 0 || (long) count * length != draws) {
            throw RunProblem.damaged(file, count + " chains of " + length + " draws are not the " + draws + " of "
                    + RunFiles.DRAWS);
        }
        List<Chains.Adaptation> adaptations = new ArrayList<>();
        chains.path("adaptations").forEach(one -> adaptations.add(new Chains.Adaptation(number(one.path("stepSize")),
                one.path("metric").asText(), numbers(one.path("variances")))));
        return Optional.of(new Chains(count, length, chains.path("warmup").asLong(), statistics, adaptations));
    }

    private String text(String key) {
        return optional(key).orElseThrow(() -> new IllegalArgumentException("it does not say '" + key + "'"));
    }

    private Optional<String> optional(String key) {
        return json.hasNonNull(key) ? Optional.of(json.get(key).asText()) : Optional.empty();
    }

    private <T> List<T> list(String key, Function<JsonNode, T> element) {
        List<T> all = new ArrayList<>();
        json.path(key).forEach(one -> all.add(element.apply(one)));
        return all;
    }

    private static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i));
        }
        return values;
    }

    /** NaN where nothing is known. */
    private static double number(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble(Double.NaN);
    }
}
