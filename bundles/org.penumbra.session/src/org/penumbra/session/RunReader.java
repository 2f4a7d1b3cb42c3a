package org.penumbra.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Chains;
import org.penumbra.inference.FitResult;

/** Reads a run folder, after its checksums: what was changed since it was written is named and not read. */
public final class RunReader {

    private final Path folder;

    public RunReader(Path folder) {
        this.folder = folder;
    }

    /**
     * All of it. A folder without a manifest, from before there was one, is read as it is.
     *
     * @throws PenumbraException (BAD_INPUT) for a folder of no run or without one of its files (PEN-5060), a file that
     *         cannot be understood (PEN-5061), was changed (PEN-5062) or cannot be read (PEN-5063)
     */
    public StoredRun read() {
        try {
            JsonNode json = json();
            DrawsReader draws = new DrawsReader(folder.resolve(RunFiles.DRAWS)).read();
            RunRecord record = new RunRecordReader(folder.resolve(RunFiles.RUN), json).record(draws.names());
            Optional<Chains> chains = new RunRecordReader(folder.resolve(RunFiles.RUN), json)
                    .chains(draws.count(), draws.statistics());
            List<String> names = new RunRecordReader(folder.resolve(RunFiles.RUN), json).names(draws.names());
            double[][] values = LargeDraws.values(folder, json.path("variables"), draws.values());
            return new StoredRun(folder, record, names, values, draws.lp(), draws.logQ(),
                    draws.weights(), chains, trace(), Files.readString(present(RunFiles.MODEL)),
                    LargeParameters.read(folder, json).byName());
        } catch (CharacterCodingException notText) {
            throw RunProblem.damaged(folder, "a text in it is not UTF-8");
        } catch (IOException failed) {
            throw RunProblem.unreadable(folder, failed);
        }
    }

    /** What {@code run.json} says, without the draws; variables and all else as in {@link #read}. */
    public RunRecord readRecord() {
        try {
            JsonNode json = json();
            return new RunRecordReader(folder.resolve(RunFiles.RUN), json)
                    .record(DrawsReader.header(folder.resolve(RunFiles.DRAWS)));
        } catch (IOException failed) {
            throw RunProblem.unreadable(folder, failed);
        }
    }

    /**
     * Compares a folder that Penumbra wrote, of a run or of a conversion, with its manifest.
     *
     * @throws PenumbraException (BAD_INPUT) naming the file that is missing (PEN-5060) or was changed (PEN-5062)
     */
    public void verify() {
        try {
            if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
                throw RunProblem.missing(folder.resolve(Manifest.FILE));
            }
            Manifest.verify(folder);
        } catch (IOException failed) {
            throw RunProblem.unreadable(folder, failed);
        }
    }

    private JsonNode json() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw RunProblem.noRun(folder, Files.exists(folder) ? "this is a file" : "there is nothing");
        }
        Path run = folder.resolve(RunFiles.RUN);
        boolean listed = Files.exists(folder.resolve(Manifest.FILE));
        if (!listed && !Files.exists(run)) {
            throw RunProblem.noRun(folder, "there is no " + RunFiles.RUN + " in this one");
        }
        if (listed) {
            Manifest.verify(folder);
        }
        JsonNode json = parsed(run);
        if (!listed && json.has("manifest")) {
            throw RunProblem.missing(folder.resolve(Manifest.FILE));
        }
        return json;
    }

    private JsonNode parsed(Path run) throws IOException {
        try {
            JsonNode json = new ObjectMapper().readTree(present(RunFiles.RUN).toFile());
            if (!json.path("format").asText().equals(RunFiles.FORMAT)) {
                throw RunProblem.damaged(run, "its format is not " + RunFiles.FORMAT);
            }
            return json;
        } catch (JsonProcessingException broken) {
            throw RunProblem.damaged(new Location(run.toString(), Math.max(0, broken.getLocation() == null ? 0
                    : broken.getLocation().getLineNr()), 0), "it is not JSON");
        }
    }

    private Path present(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw RunProblem.missing(file);
        }
        return file;
    }

    private FitResult.Trace trace() throws IOException {
        Path file = present(RunFiles.TRACE);
        List<long[]> steps = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        try (CSVParser csv = CSVParser.parse(file, StandardCharsets.UTF_8, RunFiles.CSV)) {
            for (CSVRecord row : csv) {
                if (csv.getRecordNumber() > 1) {
                    steps.add(new long[] {Long.parseLong(row.get(0))});
                    values.add(Double.parseDouble(row.get(1)));
                }
            }
        } catch (UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException odd) {
            throw RunProblem.damaged(new Location(file.toString(), steps.size() + 2, 0),
                    "a step and a number are expected");
        }
        return new FitResult.Trace(steps.stream().mapToLong(one -> one[0]).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
