package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.registry.Point;

/**
 * A calibration as one JSON object. Keys are stable; a number that is not known is {@code null}:
 *
 * <pre>{@code
 * {"model": "Rugged", "run": "svi", "algorithm": "SVI", "guide": "AutoNormal", "seed": 1,
 *  "runs": 100, "answered": 98, "trusted": 90, "failures": ["error [PEN-3012] ..."], "stopped": false,
 *  "seconds": 12.1, "falseAlarm": 0.01, "exitCode": 2,
 *  "sites": [{"name": "theta[1]", "fails": true, "all": TEST, "trusted": TEST or null, "probabilities": [0.31, ...]}]}
 * TEST: {"count": 98, "uniformity": 1e-6, "symmetry": 0.4, "mean": 0.5, "histogram": [20, ...],
 *        "faults": ["TOO_NARROW"]}
 * }</pre>
 */
public final class CalibrationJson {

    private CalibrationJson() {
    }

    /** Writes the object and a line end. */
    public static void write(Calibration calibration, Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            writeRun(calibration, json);
            json.writeArrayFieldStart("sites");
            for (CalibratedSite site : calibration.sites()) {
                writeSite(site, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    /**
     * Writes the object to a file, in whose place it appears at once and whole.
     *
     * @throws PenumbraException (USAGE, PEN-5054) when that cannot be
     */
    public static void write(Calibration calibration, Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                write(calibration, writer);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw PenumbraException.usage(Problem.error("PEN-5054", "the calibration could not be written: "
                    + failed.getClass().getSimpleName() + ".").at(Location.of(file.toString())));
        }
    }

    private static void writeRun(Calibration calibration, JsonGenerator json) throws IOException {
        Plan plan = calibration.plan();
        json.writeStringField("model", plan.model().getName());
        json.writeStringField("run", plan.run().isEmpty() ? null : plan.run());
        json.writeStringField("algorithm", plan.algorithm().name());
        json.writeStringField("guide", plan.name(Point.GUIDES).orElse(null));
        json.writeNumberField("seed", plan.seed());
        json.writeNumberField("runs", calibration.runs());
        json.writeNumberField("answered", calibration.answered());
        json.writeNumberField("trusted", calibration.trusted());
        json.writeArrayFieldStart("failures");
        for (Problem failure : calibration.failures()) {
            json.writeString(failure.render());
        }
        json.writeEndArray();
        json.writeBooleanField("stopped", calibration.stopped());
        FitJson.number(json, "seconds", calibration.seconds());
        json.writeNumberField("falseAlarm", Calibration.FALSE_ALARM);
        json.writeNumberField("exitCode", calibration.exitCode().code());
    }

    private static void writeSite(CalibratedSite site, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", site.name());
        json.writeBooleanField("fails", site.fails());
        json.writeFieldName("all");
        writeTest(site.all(), json);
        json.writeFieldName("trusted");
        if (site.trusted().isPresent()) {
            writeTest(site.trusted().get(), json);
        } else {
            json.writeNull();
        }
        json.writeFieldName("probabilities");
        double[] probabilities = site.probabilities();
        json.writeArray(probabilities, 0, probabilities.length);
        json.writeEndObject();
    }

    private static void writeTest(CalibrationVerdict test, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("count", test.count());
        FitJson.number(json, "uniformity", test.uniformity());
        FitJson.number(json, "symmetry", test.symmetry());
        FitJson.number(json, "mean", test.mean());
        json.writeArrayFieldStart("histogram");
        for (int count : test.histogram()) {
            json.writeNumber(count);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("faults");
        for (CalibrationFault fault : test.faults()) {
            json.writeString(fault.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
