package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;

/**
 * A comparison as one JSON object: {@code observations} (names) and {@code runs}, best first, each with {@code folder,
 * model, verdict, elpd, se, p, unreliable, difference, differenceSe, waic, waicSe, pointwise, kHat}, the last two one
 * number for each observation.
 */
public final class CrossValidationJson {

    private CrossValidationJson() {
    }

    public static void write(CrossValidation comparison, Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            json.writeArrayFieldStart("observations");
            for (String name : comparison.entries().getFirst().names()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("runs");
            for (CrossValidation.Entry entry : comparison.entries()) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        writer.write('\n');
    }

    private static void write(JsonGenerator json, CrossValidation.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("folder", entry.folder().toString());
        json.writeStringField("model", entry.model());
        json.writeStringField("verdict", entry.verdict().toString());
        FitJson.number(json, "elpd", entry.loo().elpd().total());
        FitJson.number(json, "se", entry.loo().elpd().standardError());
        FitJson.number(json, "p", entry.loo().effectiveParameters());
        json.writeNumberField("unreliable", entry.loo().unreliable());
        FitJson.number(json, "difference", entry.behind().total());
        FitJson.number(json, "differenceSe", entry.behind().standardError());
        FitJson.number(json, "waic", entry.waic().elpd().total());
        FitJson.number(json, "waicSe", entry.waic().elpd().standardError());
        numbers(json, "pointwise", entry.loo().elpd().pointwise());
        numbers(json, "kHat", entry.loo().shapes());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String key, double[] values) throws IOException {
        json.writeArrayFieldStart(key);
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }
}
