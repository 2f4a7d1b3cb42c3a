package org.penumbra.session;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.registry.Point;

/**
 * What to fit, and what to change of the {@code infer} block. Everything but the file may be left out.
 *
 * @param file the {@code .penumbra} file
 * @param run name of an {@code infer} block, or of a model when the file has no such block
 * @param data file to use instead of the one that the block names
 * @param seed to use instead of the one that the block names
 * @param parts names of registered parts to use instead of those that the block names
 * @param settings option values in text form by {@code part.option}, as in {@code algorithm.steps}
 * @param folder the run folder to write; must not exist, or be empty
 * @param runs folder that gets a numbered run folder when {@code folder} is not given; nothing is stored without both
 * @param threads that compute at once, at least 1; as many as there are cores when not given. They change no result
 */
public record FitRequest(Path file, Optional<String> run, Optional<Path> data, OptionalLong seed,
        Map<Point, String> parts, Map<String, String> settings, Optional<Path> folder, Optional<Path> runs,
        OptionalInt threads) {

    public FitRequest {
        Objects.requireNonNull(file);
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw PenumbraException.usage(Problem.error("PEN-5015", "a run takes at least 1 thread, found "
                    + threads.getAsInt() + ".").advise("Leave it out to use all cores."));
        }
        parts = Map.copyOf(parts);
        settings = Map.copyOf(settings);
    }

    /** The only run of a file, as the file says, without storing it. */
    public static FitRequest of(Path file) {
        return new FitRequest(file, Optional.empty(), Optional.empty(), OptionalLong.empty(), Map.of(), Map.of(),
                Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    public FitRequest withRun(String name) {
        return new FitRequest(file, Optional.of(name), data, seed, parts, settings, folder, runs, threads);
    }

    public FitRequest withData(Path newData) {
        return new FitRequest(file, run, Optional.of(newData), seed, parts, settings, folder, runs, threads);
    }

    public FitRequest withSeed(long newSeed) {
        return new FitRequest(file, run, data, OptionalLong.of(newSeed), parts, settings, folder, runs, threads);
    }

    public FitRequest withPart(Point point, String name) {
        Map<Point, String> more = new HashMap<>(parts);
        more.put(point, name);
        return new FitRequest(file, run, data, seed, more, settings, folder, runs, threads);
    }

    public FitRequest withSetting(String partAndOption, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(partAndOption, value);
        return new FitRequest(file, run, data, seed, parts, more, folder, runs, threads);
    }

    /** @throws PenumbraException (USAGE) below 1 */
    public FitRequest withThreads(int number) {
        return new FitRequest(file, run, data, seed, parts, settings, folder, runs, OptionalInt.of(number));
    }

    public FitRequest intoFolder(Path newFolder) {
        return new FitRequest(file, run, data, seed, parts, settings, Optional.of(newFolder), runs, threads);
    }

    public FitRequest intoRuns(Path newRuns) {
        return new FitRequest(file, run, data, seed, parts, settings, folder, Optional.of(newRuns), threads);
    }
}
