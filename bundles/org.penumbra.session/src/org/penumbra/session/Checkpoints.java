package org.penumbra.session;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.Location;
import org.penumbra.core.Problem;

/**
 * Keeps the state of a run that is under way, so that one that dies can go on. The file is replaced as a whole, at most
 * every {@value #SECONDS} seconds, or as often as the property {@value #SWITCH} says in whole seconds, and removed when
 * the run has ended in an orderly way.
 */
final class Checkpoints {

    private static final long SECONDS = 10;
    private static final String SWITCH = "penumbra.checkpoint.seconds";

    private final Path file;
    private final Map<String, String> identity;
    private final long every;
    private long last = System.nanoTime();
    private Problem problem;

    /** @param file to write; its folder exists */
    Checkpoints(Path file, Map<String, String> identity) {
        this(file, identity, Long.getLong(SWITCH, SECONDS) * 1_000_000_000L);
    }

    Checkpoints(Path file, Map<String, String> identity, long everyNanos) {
        this.file = file;
        this.identity = identity;
        this.every = everyNanos;
    }

    /** Called by the algorithm's thread; asks for the state only when it is time. A failure is kept for the end. */
    synchronized void offer(Supplier<double[]> state) {
        long now = System.nanoTime();
        if (now - last >= every && problem == null) {
            last = now;
            write(new RunState(identity, 0, new double[0], state.get()));
        }
    }

    private void write(RunState state) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                state.write(writer);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            problem = Problem.warning("PEN-5035", "the state of the run could not be kept on the way ("
                    + failed.getClass().getSimpleName() + "); a run that dies has to start anew.")
                    .at(Location.of(file.toString()));
        }
    }

    /** What went wrong with keeping states. */
    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** The run has ended, and its result is kept elsewhere. */
    synchronized void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            problem = Problem.warning("PEN-5035", "the checkpoint is not needed any more, but it could not be removed ("
                    + failed.getClass().getSimpleName() + ").").at(Location.of(file.toString()));
        }
    }
}
