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
 * @param input data to use instead of those that the block names
 * @param seed to use instead of the one that the block names
 * @param parts names of registered parts to use instead of those that the block names
 * @param settings option values in text form by {@code part.option}, as in {@code algorithm.steps}
 * @param folder the run folder to write; must not exist, or be empty
 * @param runs folder that gets a numbered run folder when {@code folder} is not given; nothing is stored without both
 * @param threads that compute at once, at least 1; as many as there are cores when not given. They change no result
 * @param beginning whether it goes on from an earlier run
 */
public record FitRequest(Path file, Optional<String> run, Input input, OptionalLong seed,
        Map<Point, String> parts, Map<String, String> settings, Optional<Path> folder, Optional<Path> runs,
        OptionalInt threads, Beginning beginning) {

    public FitRequest {
        Objects.requireNonNull(file);
        Objects.requireNonNull(beginning);
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw PenumbraException.usage(Problem.error("PEN-5015", "a run takes at least 1 thread, found "
                    + threads.getAsInt() + ".").advise("Leave it out to use all cores."));
        }
        parts = Map.copyOf(parts);
        settings = Map.copyOf(settings);
    }

    /** The only run of a file, as the file says, without storing it. */
    public static FitRequest of(Path file) {
        return new FitRequest(file, Optional.empty(), Input.AS_THE_FILE_SAYS, OptionalLong.empty(), Map.of(), Map.of(),
                Optional.empty(), Optional.empty(), OptionalInt.empty(), Beginning.NEW);
    }

    public FitRequest withRun(String name) {
        return new FitRequest(file, Optional.of(name), input, seed, parts, settings, folder, runs, threads, beginning);
    }

    public FitRequest withData(Path newData) {
        return withData(newData.toString());
    }

    /** Data by their name: a file seen from the current folder, or a query such as {@code sql:select ...}. */
    public FitRequest withData(String name) {
        return new FitRequest(file, run, new Input(Optional.of(name), input.where()), seed, parts, settings, folder,
                runs, threads, beginning);
    }

    /**
     * Keeps only rows for which a condition holds, in addition to what the block keeps.
     *
     * @param condition over columns, as after {@code where} in an {@code infer} block
     */
    public FitRequest withWhere(String condition) {
        return new FitRequest(file, run, new Input(input.data(), Optional.of(condition)), seed, parts, settings,
                folder, runs, threads, beginning);
    }

    /** Data to use instead of those that the block names. */
    public Optional<String> data() {
        return input.data();
    }

    public FitRequest withSeed(long newSeed) {
        return new FitRequest(file, run, input, OptionalLong.of(newSeed), parts, settings, folder, runs, threads,
                beginning);
    }

    public FitRequest withPart(Point point, String name) {
        Map<Point, String> more = new HashMap<>(parts);
        more.put(point, name);
        return new FitRequest(file, run, input, seed, more, settings, folder, runs, threads, beginning);
    }

    public FitRequest withSetting(String partAndOption, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(partAndOption, value);
        return new FitRequest(file, run, input, seed, parts, more, folder, runs, threads, beginning);
    }

    /** @throws PenumbraException (USAGE) below 1 */
    public FitRequest withThreads(int number) {
        return new FitRequest(file, run, input, seed, parts, settings, folder, runs, OptionalInt.of(number),
                beginning);
    }

    public FitRequest intoFolder(Path newFolder) {
        return new FitRequest(file, run, input, seed, parts, settings, Optional.of(newFolder), runs, threads,
                beginning);
    }

    public FitRequest intoRuns(Path newRuns) {
        return new FitRequest(file, run, input, seed, parts, settings, folder, Optional.of(newRuns), threads,
                beginning);
    }

    /** Goes on where an unfinished run stopped: its folder, or the checkpoint of one that died. */
    public FitRequest resuming(Path place) {
        return new FitRequest(file, run, input, seed, parts, settings, folder, runs, threads,
                new Beginning(Optional.of(place), beginning.answer()));
    }

    /** Starts at the answer of an earlier run, whatever it was fitted with. */
    public FitRequest startingFrom(Path place) {
        return new FitRequest(file, run, input, seed, parts, settings, folder, runs, threads,
                new Beginning(beginning.unfinished(), Optional.of(place)));
    }

    /**
     * @param data name of the data to use instead of those that the block names
     * @param where condition that rows must meet besides
     */
    public record Input(Optional<String> data, Optional<String> where) {

        /** What the block names, all of it. */
        public static final Input AS_THE_FILE_SAYS = new Input(Optional.empty(), Optional.empty());
    }

    /**
     * @param unfinished run folder or checkpoint of the same run, to go on from
     * @param answer run folder whose draws say where to start
     */
    public record Beginning(Optional<Path> unfinished, Optional<Path> answer) {

        /** As if there had never been another run. */
        public static final Beginning NEW = new Beginning(Optional.empty(), Optional.empty());
    }
}
