package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.session.RunRecord.UsedPart;

/**
 * Writes {@code run.json}: the keys of {@link FitJson}, and {@code format, exitCode, measurements, findings, problems,
 * started, modelFile, modelSha256, dataFile, where, rows, dropped, seed, versions, command, variables} (name, kind,
 * shape and support of each site), {@code chains} where there are some, and {@code parts} (name, bundle, version and
 * all options of each).
 */
final class RunRecordJson {

    private RunRecordJson() {
    }

    /** @param large names of sites whose draws have files of their own */
    static void write(RunRecord record, Optional<Chains> chains, LargeParameters parameters, Set<String> large,
            Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            json.writeStringField("format", RunFiles.FORMAT);
            json.writeStringField("manifest", Manifest.FILE);
            FitJson.writeKeys(record, json);
            json.writeNumberField("exitCode", record.judgement().exitCode());
            writeJudgement(record.judgement(), json);
            writeOrigin(record.origin(), json);
            writeVariables(record.variables(), large, json);
            parameters.write(json);
            if (chains.isPresent()) {
                writeChains(chains.get(), json);
            }
            json.writeObjectFieldStart("parts");
            for (Map.Entry<String, UsedPart> part : record.parts().entrySet()) {
                writePart(json, part.getKey(), part.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        writer.write('\n');
    }

    private static void writeJudgement(RunRecord.Judgement judgement, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("measurements");
        for (Diagnostic.Measurement measurement : judgement.measurements()) {
            FitJson.number(json, measurement.name(), measurement.value());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (Finding finding : judgement.findings()) {
            json.writeStartObject();
            json.writeStringField("trust", finding.trust().name());
            json.writeStringField("message", finding.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeTexts("problems", judgement.problems(), json);
    }

    private static void writeTexts(String key, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeOrigin(RunRecord.Origin origin, JsonGenerator json) throws IOException {
        json.writeStringField("started", origin.started().toString());
        json.writeStringField("modelFile", origin.modelFile());
        json.writeStringField("modelSha256", origin.modelSha256());
        json.writeStringField("dataFile", origin.dataFile().orElse(null));
        json.writeStringField("where", origin.where().orElse(null));
        json.writeNumberField("rows", origin.rows());
        json.writeNumberField("dropped", origin.dropped());
        json.writeNumberField("seed", origin.seed());
        if (!origin.subsample().isEmpty()) {
            json.writeObjectFieldStart("subsample");
            for (Map.Entry<String, Integer> one : origin.subsample().entrySet()) {
                json.writeNumberField(one.getKey(), one.getValue());
            }
            json.writeEndObject();
        }
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, String> version : origin.versions().entrySet()) {
            json.writeStringField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
        writeTexts("command", origin.command(), json);
    }

    private static void writeVariables(List<RunVariable> variables, Set<String> large, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart("variables");
        for (RunVariable variable : variables) {
            json.writeStartObject();
            json.writeStringField("name", variable.name());
            json.writeStringField("kind", variable.kind());
            json.writeArrayFieldStart("shape");
            for (int extent : variable.shape()) {
                json.writeNumber(extent);
            }
            json.writeEndArray();
            json.writeStringField("support", variable.support());
            json.writeNumberField("offset", variable.offset());
            json.writeNumberField("size", variable.size());
            if (large.contains(variable.name())) {
                json.writeStringField("file", LargeDraws.file(variable.name()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeChains(Chains chains, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("chains");
        json.writeNumberField("count", chains.count());
        json.writeNumberField("length", chains.length());
        json.writeNumberField("warmup", chains.warmup());
        json.writeArrayFieldStart("adaptations");
        for (Chains.Adaptation one : chains.adaptations()) {
            json.writeStartObject();
            FitJson.number(json, "stepSize", one.stepSize());
            json.writeStringField("metric", one.metric());
            json.writeFieldName("variances");
            json.writeArray(one.variances(), 0, one.variances().length);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A part without a bundle is a guide block: its text is that of the model file. */
    private static void writePart(JsonGenerator json, String kind, UsedPart part) throws IOException {
        json.writeObjectFieldStart(kind);
        json.writeStringField("name", part.name());
        if (part.bundle().isEmpty()) {
            json.writeStringField("declaredIn", RunFiles.MODEL);
        } else {
            json.writeStringField("bundle", part.bundle());
            json.writeStringField("version", part.version());
            json.writeObjectFieldStart("options");
            for (Map.Entry<String, Object> option : part.options().entrySet()) {
                writeOption(json, option.getKey(), option.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeOption(JsonGenerator json, String name, Object value) throws IOException {
        switch (value) {
            case Double number -> FitJson.number(json, name, number);
            case Long number -> json.writeNumberField(name, number);
            case Boolean truth -> json.writeBooleanField(name, truth);
            case null -> json.writeNullField(name);
            default -> json.writeStringField(name, value.toString());
        }
    }
}
