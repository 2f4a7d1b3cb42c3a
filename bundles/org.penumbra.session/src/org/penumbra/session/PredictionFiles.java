package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/**
 * Predictions as files. CSV has one row for each number: {@code name, mean, sd, q5, q50, q95, observed}, empty where
 * nothing is known. JSON has {@code model, run, verdict, draws, coverage, heldOut, sites}, each site with
 * {@code name, predicted, shape} and its numbers as in the table; all draws of a number are {@code values} there.
 */
public final class PredictionFiles {

    private static final CSVFormat CSV = CSVFormat.Builder.create().setRecordSeparator("\n").get();

    private PredictionFiles() {
    }

    /**
     * Writes all of a file or nothing; what is there already is replaced.
     *
     * @throws PenumbraException (USAGE, PEN-5076) for another ending than .csv and .json, (PEN-5082) for a place that
     *         cannot be written
     */
    public static void write(Predictions predictions, Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".json")) {
            throw PenumbraException.usage(Problem.error("PEN-5076", "predictions end in .csv or .json, this file does "
                    + "not.").at(Location.of(file.toString())));
        }
        StringWriter text = new StringWriter();
        try {
            if (name.endsWith(".csv")) {
                writeTable(predictions, text);
            } else {
                writeJson(predictions, true, text);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a text in memory takes everything
        }
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeTable(Predictions predictions, Writer writer) throws IOException {
        CSVPrinter csv = new CSVPrinter(writer, CSV);
        csv.printRecord("name", "mean", "sd", "q5", "q50", "q95", "observed");
        for (Predictions.Site site : predictions.sites()) {
            for (int i = 0; i < site.names().size(); i++) {
                SiteSummary one = site.summary(i);
                csv.print(one.name());
                for (double value : new double[] {one.mean(), one.sd(), one.q5(), one.q50(), one.q95(),
                    site.observed(i)}) {
                    csv.print(Double.isNaN(value) ? "" : (Object) value);
                }
                csv.println();
            }
        }
        csv.flush();
    }

    /** @param values whether all draws are written */
    public static void writeJson(Predictions predictions, boolean values, Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            json.writeStringField("model", predictions.model());
            json.writeStringField("run", predictions.run().map(run -> run.folder().toString()).orElse(null));
            json.writeStringField("verdict", predictions.verdict().toString());
            json.writeNumberField("draws", predictions.draws());
            FitJson.number(json, "coverage", predictions.coverage());
            if (predictions.heldOut().isPresent()) {
                json.writeObjectFieldStart("heldOut");
                FitJson.number(json, "logDensity", predictions.heldOut().get().density().total());
                FitJson.number(json, "se", predictions.heldOut().get().density().standardError());
                json.writeEndObject();
            }
            json.writeArrayFieldStart("drawnAnew");
            for (String name : predictions.drawnAnew()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sites");
            for (Predictions.Site site : predictions.sites()) {
                writeSite(json, site, values);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        writer.write('\n');
    }

    private static void writeSite(JsonGenerator json, Predictions.Site site, boolean values) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", site.name());
        json.writeBooleanField("predicted", site.predicted());
        json.writeArrayFieldStart("shape");
        for (int extent : site.shape()) {
            json.writeNumber(extent);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("numbers");
        for (int i = 0; i < site.names().size(); i++) {
            SiteSummary one = site.summary(i);
            json.writeStartObject();
            json.writeStringField("name", one.name());
            FitJson.number(json, "mean", one.mean());
            FitJson.number(json, "sd", one.sd());
            FitJson.number(json, "q5", one.q5());
            FitJson.number(json, "q50", one.q50());
            FitJson.number(json, "q95", one.q95());
            FitJson.number(json, "observed", site.observed(i));
            if (values) {
                json.writeArrayFieldStart("values");
                for (double value : site.draws()[i]) {
                    json.writeNumber(value);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
