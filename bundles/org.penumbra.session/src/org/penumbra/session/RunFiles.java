package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap;
import org.penumbra.registry.Point;

/**
 * The files of a run folder, format {@value #FORMAT}. Readers ignore keys and columns that they do not know; a change
 * that would mislead an old reader takes a new number.
 *
 * <ul>
 * <li>{@code run.json}: the keys of {@link FitJson}, and {@code format, started, modelFile, modelSha256, dataFile,
 * rows, dropped, seed, versions, parts} (name, bundle, version and all options of each), {@code measurements, findings,
 * problems, exitCode}
 * <li>{@code draws.csv}: one row per draw; a column for each number on the scale of the model, then {@code lp__} (log
 * joint density in free coordinates, with the Jacobian), {@code log_q} (log density of the guide there) and
 * {@code weight} (what the draw counts for in the summaries; all alike where importance weights cannot be relied upon)
 * <li>{@code trace.csv}: {@code step, objective}
 * <li>{@code guide.json}: unconstrained parameters of the guide; those that a guide block declares by name and on their
 * own scale as {@code values}; and the state that the algorithm can resume from, with
 * the identity of the run ({@link RunState})
 * <li>{@code model.penumbra}: the text that was fitted
 * </ul>
 */
final class RunFiles {

    static final String FORMAT = "penumbra-run/1";

    private static final CSVFormat CSV = CSVFormat.Builder.create().setRecordSeparator("\n").get();

    private final Fit fit;
    private final SiteMap sites;
    private final String modelText;
    private final Instant started;
    private final Map<String, String> identity;

    /** @param identity of the run, as {@link RunIdentity} gives it */
    RunFiles(Fit fit, SiteMap sites, String modelText, Instant started, Map<String, String> identity) {
        this.identity = identity;
        this.fit = fit;
        this.sites = sites;
        this.modelText = modelText;
        this.started = started;
    }

    void writeTo(RunFolder folder) throws IOException {
        folder.write("model.penumbra", writer -> writer.write(modelText));
        folder.write("draws.csv", this::writeDraws);
        folder.write("trace.csv", this::writeTrace);
        folder.write(RunState.FILE, this::writeGuide);
        folder.write("run.json", this::writeRun);
    }

    private void writeDraws(Writer writer) throws IOException {
        CSVPrinter csv = new CSVPrinter(writer, CSV);
        for (int i = 0; i < sites.valueCount(); i++) {
            csv.print(sites.valueName(i));
        }
        csv.printRecord("lp__", "log_q", "weight");
        FitResult.Draws draws = fit.result().draws();
        double[] weights = Weights.of(fit.result()).values();
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < draws.count(); draw++) {
            sites.constrain(draws.points()[draw], values);
            for (double value : values) {
                csv.print(value);
            }
            csv.printRecord(draws.logP()[draw], draws.logQ()[draw], weights[draw]);
        }
        csv.flush();
    }

    private void writeTrace(Writer writer) throws IOException {
        CSVPrinter csv = new CSVPrinter(writer, CSV);
        csv.printRecord("step", "objective");
        FitResult.Trace trace = fit.result().trace();
        for (int i = 0; i < trace.steps().length; i++) {
            csv.printRecord(trace.steps()[i], trace.values()[i]);
        }
        csv.flush();
    }

    private void writeGuide(Writer writer) throws IOException {
        FitResult result = fit.result();
        new RunState(identity, result.steps(), result.fittedGuide().map(Guide::parameters).orElse(new double[0]),
                result.state()).write(writer, fit.guideValues());
    }

    private void writeRun(Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            FitJson.writeKeys(fit, json);
            json.writeNumberField("exitCode", fit.exitCode().code());
            writeJudgement(json);
            writeOrigin(json);
            json.writeObjectFieldStart("parts");
            for (Map.Entry<Point, Part> part : fit.plan().parts().entrySet()) {
                writePart(json, part.getKey(), part.getValue());
            }
            writeGuideBlock(json);
            json.writeEndObject();
            json.writeEndObject();
        }
        writer.write('\n');
    }

    /** A guide block belongs to no bundle: its text is that of the model file. */
    private void writeGuideBlock(JsonGenerator json) throws IOException {
        if (fit.plan().guide().isPresent()) {
            json.writeObjectFieldStart(Point.GUIDES.element());
            json.writeStringField("name", fit.partName(Point.GUIDES));
            json.writeStringField("declaredIn", "model.penumbra");
            json.writeEndObject();
        }
    }

    private void writeJudgement(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("measurements");
        for (Diagnostic.Measurement measurement : fit.measurements()) {
            FitJson.number(json, measurement.name(), measurement.value());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (Finding finding : fit.findings()) {
            json.writeStartObject();
            json.writeStringField("trust", finding.trust().name());
            json.writeStringField("message", finding.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (Problem problem : fit.problems()) {
            json.writeString(problem.render());
        }
        json.writeEndArray();
    }

    private void writeOrigin(JsonGenerator json) throws IOException {
        json.writeStringField("started", started.toString());
        json.writeStringField("modelFile", fit.request().file().toString());
        json.writeStringField("modelSha256", RunIdentity.sha256(modelText.getBytes(StandardCharsets.UTF_8)));
        json.writeStringField("dataFile", fit.data().file().isEmpty() ? null : fit.data().file());
        json.writeNumberField("rows", fit.data().rows());
        json.writeNumberField("dropped", fit.data().dropped());
        json.writeNumberField("seed", fit.plan().seed());
        writeSubsamples(json);
        json.writeObjectFieldStart("versions");
        json.writeStringField("penumbra", BundleVersion.of(RunFiles.class));
        json.writeStringField("java", Runtime.version().toString());
        json.writeStringField("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.writeEndObject();
    }

    private void writeSubsamples(JsonGenerator json) throws IOException {
        if (!fit.plan().subsamples().isEmpty()) {
            json.writeObjectFieldStart("subsample");
            for (Map.Entry<String, Integer> one : new TreeMap<>(fit.plan().subsamples().sizes()).entrySet()) {
                json.writeNumberField(one.getKey(), one.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writePart(JsonGenerator json, Point point, Part part) throws IOException {
        json.writeObjectFieldStart(point.element());
        json.writeStringField("name", part.name());
        json.writeStringField("bundle", part.contribution().bundle());
        json.writeStringField("version", BundleVersion.of(part.options().getClass()));
        json.writeObjectFieldStart("options");
        for (Map.Entry<String, Object> option : part.optionValues().entrySet()) {
            writeOption(json, option.getKey(), option.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeOption(JsonGenerator json, String name, Object value) throws IOException {
        switch (value) {
            case Double number -> FitJson.number(json, name, number);
            case Long number -> json.writeNumberField(name, number);
            case Integer number -> json.writeNumberField(name, number);
            case Boolean truth -> json.writeBooleanField(name, truth);
            case null -> json.writeNullField(name);
            default -> json.writeStringField(name, value.toString());
        }
    }
}
