package org.penumbra.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.penumbra.distribution.Signature;
import org.penumbra.inference.Options;
import org.penumbra.network.LayerEntry;
import org.penumbra.registry.Contribution;

/**
 * What is installed, as a JSON array of objects:
 *
 * <pre>{@code
 * {"kind": "algorithm", "name": "SVI", "bundle": "...", "documentation": "...",
 *  "uses": {"guide": "AutoNormal"},
 *  "options": [{"name", "label", "help", "type", "default", "min", "max"}],
 *  "signatures": [{"parameters": [{"name", "support", "documentation", "default"}], "support", "discrete"}],
 *  "parameters": [{"name", "kind", "documentation", "default", "choices", "min", "max"}]}
 * }</pre>
 *
 * A bound that is not there and a parameter without default are {@code null}.
 */
final class ListJson {

    private final PartDescription describer;

    ListJson(PartDescription describer) {
        this.describer = describer;
    }

    void write(List<Contribution> parts, PrintStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (JsonGenerator json = new JsonFactory().createGenerator(writer)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET.mappedFeature()).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (Contribution part : parts) {
                write(part, json);
            }
            json.writeEndArray();
        }
        writer.write('\n');
        writer.flush();
    }

    private void write(Contribution part, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", part.point().element());
        json.writeStringField("name", part.name());
        json.writeStringField("bundle", part.bundle());
        json.writeStringField("documentation", part.documentation());
        writeUses(part, json);
        json.writeArrayFieldStart("options");
        for (Options.Description option : describer.options(part)) {
            write(option, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("signatures");
        for (Signature signature : describer.signatures(part)) {
            write(signature, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("parameters");
        for (LayerEntry.Parameter parameter : describer.layer(part).map(LayerEntry::parameters).orElse(List.of())) {
            write(parameter, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(LayerEntry.Parameter parameter, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", parameter.name());
        json.writeStringField("kind", parameter.kind().toString());
        json.writeStringField("documentation", parameter.documentation());
        if (parameter.defaultValue().isPresent()) {
            json.writeStringField("default", parameter.defaultValue().get());
        }
        json.writeArrayFieldStart("choices");
        for (String choice : parameter.choices()) {
            json.writeString(choice);
        }
        json.writeEndArray();
        number(json, "min", parameter.least());
        number(json, "max", parameter.most());
        json.writeEndObject();
    }

    private void writeUses(Contribution part, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("uses");
        for (Map.Entry<String, String> used : describer.uses(part).entrySet()) {
            json.writeStringField(used.getKey(), used.getValue());
        }
        json.writeEndObject();
    }

    private static void write(Options.Description option, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", option.name());
        json.writeStringField("label", option.label());
        json.writeStringField("help", option.help());
        json.writeStringField("type", option.type());
        json.writeStringField("default", option.defaultValue());
        number(json, "min", option.min());
        number(json, "max", option.max());
        json.writeEndObject();
    }

    private static void write(Signature signature, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("parameters");
        for (Signature.Parameter parameter : signature.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("support", parameter.supportText());
            json.writeStringField("documentation", parameter.documentation());
            number(json, "default", parameter.defaultValue() == null ? Double.NaN : parameter.defaultValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("support", signature.supportText());
        json.writeBooleanField("discrete", signature.discrete());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String key, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(key, value);
        } else {
            json.writeNullField(key);
        }
    }
}
