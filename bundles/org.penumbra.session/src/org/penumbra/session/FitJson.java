package org.penumbra.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.penumbra.inference.Guide;

/**
 * A fit as one JSON object. Keys are stable; a number that is not known, or not finite, is {@code null}:
 *
 * <pre>{@code
 * {"model": "Rugged", "run": "svi", "algorithm": "SVI", "guide": "AutoNormal",
 *  "status": "CONVERGED" | "BUDGET_SPENT" | "CANCELLED" | "FAILED",
 *  "verdict": "trusted" | "not trusted" | "unknown",
 *  "kHat": 0.3, "elbo": {"mean": -248.8, "se": 0.01}, "steps": 1000, "seconds": 0.4,
 *  "sites": [{"name": "theta[1]", "mean": 0, "sd": 1, "q5": -1.6, "q50": 0, "q95": 1.6}]}
 * }</pre>
 *
 * {@code run} is the name of the {@code infer} block, null without one; {@code guide} is null for an algorithm without
 * a guide; {@code sites} has one entry for each number, of chains with {@code mcse, essBulk, essTail, rHat} besides,
 * and of a parameter with {@code parameters}: 1, or the number of elements of an array that is summed up in one entry.
 * A site with very many elements has one entry with {@code elements}, their number, and the means of their means and
 * standard deviations. A run with networks has {@code weights}, one entry for each array of weights of a layer:
 * {@code name, kind} (parameter, latent or guide), {@code shape, mean, meanAbs, norm, meanSd, largestZ}.
 * A model with discrete latent sites has {@code discrete} besides, one entry for each element: {@code name, mean, sd,
 * mode, low, probabilities}, the probabilities being those of low, low + 1 and so on.
 */
public final class FitJson {

    private FitJson() {
    }

    /** Writes the object and a line end. */
    public static void write(Fit fit, Writer writer) throws IOException {
        try (JsonGenerator json = open(writer)) {
            json.writeStartObject();
            writeKeys(FitRecord.of(fit, List.of(), "", Instant.EPOCH), json);
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    /** A generator that indents, and leaves the writer open. */
    static JsonGenerator open(Writer writer) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return new JsonFactory().createGenerator(writer).disable(StreamWriteFeature.AUTO_CLOSE_TARGET.mappedFeature())
                .setPrettyPrinter(printer);
    }

    static void writeKeys(RunRecord fit, JsonGenerator json) throws IOException {
        json.writeStringField("model", fit.model());
        json.writeStringField("run", fit.run().orElse(null));
        json.writeStringField("algorithm", fit.algorithm());
        json.writeStringField("guide", fit.guide().orElse(null));
        json.writeStringField("status", fit.judgement().status().name());
        json.writeStringField("verdict", fit.judgement().verdict().toString());
        number(json, "kHat", fit.measurement("kHat"));
        json.writeObjectFieldStart("elbo");
        number(json, "mean", fit.elbo().mean());
        number(json, "se", fit.elbo().standardError());
        json.writeEndObject();
        json.writeNumberField("steps", fit.steps());
        number(json, "seconds", fit.seconds());
        json.writeArrayFieldStart("sites");
        for (SiteSummary site : fit.summaries()) {
            writeSite(site, json);
        }
        json.writeEndArray();
        if (!fit.discrete().isEmpty()) {
            writeDiscrete(fit.discrete(), json);
        }
        writeGuideParameters("guideParameters", fit.guideValues(), json);
        if (!fit.weights().isEmpty()) {
            writeWeights(fit.weights(), json);
        }
    }

    private static void writeWeights(List<WeightSummary> layers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("weights");
        for (WeightSummary one : layers) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeStringField("kind", one.kind());
            json.writeFieldName("shape");
            json.writeArray(one.shape().stream().mapToInt(Integer::intValue).toArray(), 0, one.shape().size());
            number(json, "mean", one.mean());
            number(json, "meanAbs", one.meanAbs());
            number(json, "norm", one.norm());
            number(json, "meanSd", one.meanSd());
            number(json, "largestZ", one.largestZ());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Those that a guide block declares, by name, on the scale of their types; nothing for other guides. */
    static void writeGuideParameters(String key, List<Guide.NamedValue> values, JsonGenerator json)
            throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(key);
            for (Guide.NamedValue one : values) {
                number(json, one.name(), one.value());
            }
            json.writeEndObject();
        }
    }

    private static void writeDiscrete(List<DiscreteSummary> elements, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("discrete");
        for (DiscreteSummary element : elements) {
            json.writeStartObject();
            json.writeStringField("name", element.name());
            number(json, "mean", element.mean());
            number(json, "sd", element.sd());
            number(json, "mode", element.isKnown() ? element.mode() : Double.NaN);
            json.writeNumberField("low", element.low());
            json.writeArrayFieldStart("probabilities");
            for (double probability : element.probabilities()) {
                if (Double.isFinite(probability)) {
                    json.writeNumber(probability);
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSite(SiteSummary site, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", site.name());
        number(json, "mean", site.mean());
        number(json, "sd", site.sd());
        number(json, "q5", site.q5());
        number(json, "q50", site.q50());
        number(json, "q95", site.q95());
        if (site.isOfChains()) {
            number(json, "mcse", site.mcse());
            number(json, "essBulk", site.essBulk());
            number(json, "essTail", site.essTail());
            number(json, "rHat", site.rHat());
        }
        if (site.isParameter()) {
            json.writeNumberField("parameters", site.parameters());
        }
        if (site.elements() > 0) {
            json.writeNumberField("elements", site.elements());
        }
        json.writeEndObject();
    }

    /** JSON knows no NaN and no infinity: null. */
    static void number(JsonGenerator json, String key, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(key, value);
        } else {
            json.writeNullField(key);
        }
    }
}
