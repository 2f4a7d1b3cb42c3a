package org.penumbra.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.session.Session;
import org.penumbra.session.StoredGuide;
import org.penumbra.session.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra draw penumbra-runs/Rugged-gdp-1 --count 20000 --out more}. */
@Command(name = "draw", sortOptions = false,
        description = "Draw again from the guide of a stored run, or take its density at the draws of another run.")
final class DrawCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", paramLabel = "RUN_DIR", description = "The folder of a run with a guide.")
    private Path run;

    @Option(names = "--count", paramLabel = "N", defaultValue = "5000",
            description = "How many draws (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--seed", paramLabel = "N", description = "Seed; that of the run, plus 1, unless given.")
    private Long seed;

    @Option(names = "--at", paramLabel = "DIR",
            description = "No new draws: log densities of guide and model at the draws of this run.")
    private Path at;

    @Option(names = "--data", paramLabel = "DATA", description = "Where the data of the run are now.")
    private String data;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The run folder to write.")
    private Path out;

    @Option(names = {"-q", "--quiet"}, description = "Say nothing when nothing is wrong.")
    private boolean quiet;

    DrawCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw PenumbraException.usage(Problem.error("PEN-6042", "at least one draw is needed, found --count "
                    + count + "."));
        }
        StoredGuide guide = StoredGuide.open(session.get(), run, Optional.ofNullable(data));
        long used = seed == null ? guide.run().record().origin().seed() + 1 : seed;
        StoredGuide.Drawn drawn = at == null ? guide.draw(count, used) : guide.at(StoredRun.read(at));
        Path written = guide.keep(drawn, used, at == null ? "New draws from the guide that was fitted in " + run + "."
                : "Densities of the guide that was fitted in " + run + ", at the draws of " + at + ".", out);
        if (!quiet) {
            console.out().println("written " + written + ": " + drawn.weights().length + " draws");
        }
        return ExitCode.OK.code();
    }
}
