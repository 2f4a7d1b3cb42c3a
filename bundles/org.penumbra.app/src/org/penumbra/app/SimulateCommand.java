package org.penumbra.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.Simulated;
import org.penumbra.session.SimulatedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra simulate rugged --seed 7 --out simulated.json}. */
@Command(name = "simulate", sortOptions = false,
        description = "Draw data from a model: sites from their priors, then what is observed.",
        footer = {"", "The drawn sites go beside the data: x.truth.json for x.json.",
            "Values of sites are fixed with condition in an infer block."})
final class SimulateCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .penumbra file, or the name of an example.")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN",
            description = "The infer block (or model) to draw from; needed when the file has several.")
    private String run;

    @Option(names = "--data", paramLabel = "FILE",
            description = "Sizes and covariates; observed data in it only tell of their shapes.")
    private Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Seed; the same seed gives the same bits.")
    private Long seed;

    @Option(names = "--out", paramLabel = "FILE", required = true,
            description = "Data to write, .json or .csv, in the form that fit --data reads.")
    private Path out;

    @Option(names = {"-q", "--quiet"}, description = "Say nothing when nothing is wrong.")
    private boolean quiet;

    SimulateCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() {
        FitRequest request = FitRequest.of(new ModelArgument().resolve(model));
        request = run == null ? request : request.withRun(run);
        request = data == null ? request : request.withData(data);
        request = seed == null ? request : request.withSeed(seed);
        Simulated simulated = session.get().simulate(request);
        new SimulatedFiles(simulated).write(out);
        if (!quiet) {
            console.out().println(simulated.model().getName() + ", seed " + simulated.seed() + ": drew "
                    + String.join(", ", simulated.drawn()) + " into " + out + ", from the sites in "
                    + SimulatedFiles.truth(out));
        }
        return ExitCode.OK.code();
    }
}
