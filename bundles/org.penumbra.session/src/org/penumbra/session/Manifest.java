package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code manifest.json}: the size and the SHA-256 of every other file of a run folder, by name. Files that it does not
 * name came later, such as a report, and do not count.
 *
 * <pre>{@code
 * {"format": "penumbra-run/1", "files": {"draws.csv": {"bytes": 4711, "sha256": "9f86d0..."}}}
 * }</pre>
 */
record Manifest(Map<String, Entry> files) {

    static final String FILE = "manifest.json";

    Manifest {
        files = new TreeMap<>(files);
    }

    /** @param sha256 hexadecimal, lower case */
    record Entry(long bytes, String sha256) {
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    static String hexadecimal(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    void write(Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            json.writeStringField("format", RunFiles.FORMAT);
            json.writeObjectFieldStart("files");
            for (Map.Entry<String, Entry> file : files.entrySet()) {
                json.writeObjectFieldStart(file.getKey());
                json.writeNumberField("bytes", file.getValue().bytes());
                json.writeStringField("sha256", file.getValue().sha256());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        writer.write('\n');
    }

    /**
     * Compares the files of a folder with its manifest.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) naming the first file that is missing (PEN-5060) or was
     *         changed (PEN-5062), or the manifest itself when it cannot be read (PEN-5061)
     */
    static void verify(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            JsonNode files = new ObjectMapper().readTree(file.toFile()).path("files");
            if (!files.isObject() || files.isEmpty()) {
                throw RunProblem.damaged(file, "it names no files");
            }
            for (Map.Entry<String, JsonNode> entry : files.properties()) {
                Path one = folder.resolve(entry.getKey());
                if (!one.normalize().startsWith(folder.normalize())) {
                    throw RunProblem.damaged(file, "it names a file outside of the folder");
                }
                verify(one, new Entry(entry.getValue().path("bytes").asLong(-1),
                        entry.getValue().path("sha256").asText()));
            }
        } catch (JsonProcessingException broken) {
            throw RunProblem.damaged(file, "it is not JSON");
        }
    }

    private static void verify(Path file, Entry expected) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw RunProblem.missing(file);
        }
        if (!of(file).equals(expected)) {
            throw RunProblem.changed(file);
        }
    }

    static Entry of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new Entry(bytes, hexadecimal(digest));
        }
    }
}
