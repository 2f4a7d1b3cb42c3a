package org.penumbra.app;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.session.FitRequest;
import org.penumbra.session.PredictRequest;
import org.penumbra.session.PredictionFiles;
import org.penumbra.session.Predictions;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penumbra predict rugged --run penumbra-runs/rugged-svi-1 --data new.csv}. */
@Command(name = "predict", sortOptions = false,
        description = "Draw what a model observes, given the posterior of a run or from the prior.",
        footer = {"", "Latent sites that the run does not have with this shape (new groups) are drawn from their",
            "priors given the others. An infer block with 'do' predicts what would follow.",
            "The exit code is 2 when the run is not to be trusted."})
final class PredictCommand implements Callable<Integer> {

    private static final int DRAWS = 1000;

    private final Console console;
    private final Supplier<Session> session;

    @Mixin
    private RunArguments arguments;

    @Option(names = "--run", paramLabel = "DIR", description = "Run folder whose draws are taken.")
    private Path run;

    @Option(names = "--prior", description = "Take draws from the prior instead.")
    private boolean prior;

    @Option(names = "--data", paramLabel = "FILE",
            description = "New data: sizes and covariates, and what is observed where it is known.")
    private Path data;

    @Option(names = "--site", paramLabel = "NAME",
            description = "An observed site to predict, the others being given; repeatable. All otherwise.")
    private Set<String> sites = new LinkedHashSet<>();

    @Option(names = "--draws", paramLabel = "N", defaultValue = "" + DRAWS,
            description = "Predictions of each number (${DEFAULT-VALUE}).")
    private int draws;

    @Option(names = "--seed", paramLabel = "N", description = "Seed; the same seed gives the same bits.")
    private Long seed;

    @Option(names = "--out", paramLabel = "FILE",
            description = "Summaries as .csv, or summaries and all draws as .json.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no hints on standard error; errors only.")
    private boolean quiet;

    PredictCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        PredictRequest request = request();
        try (StopSignal stop = new StopSignal(() -> { })) {
            Predictions predictions = predict(request, stop);
            if (out != null) {
                PredictionFiles.write(predictions, out);
            }
            if (json) {
                Writer writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
                PredictionFiles.writeJson(predictions, false, writer);
                writer.flush();
            } else {
                console.out().print(PredictionReport.of(predictions, Optional.ofNullable(out)));
            }
            console.out().flush();
            return predictions.exitCode().code();
        }
    }

    private Predictions predict(PredictRequest request, StopSignal stop) {
        if (quiet) {
            return session.get().predict(request, Progress.NONE, stop);
        }
        try (ProgressLine progress = new ProgressLine(console, System::nanoTime, "draw")) {
            return session.get().predict(request, progress, stop);
        }
    }

    private PredictRequest request() {
        if (prior == (run != null) || draws < 1) {
            throw PenumbraException.usage(Problem.error("PEN-6012", draws < 1
                    ? "at least 1 draw is expected, found " + draws + "."
                    : "either --run DIR or --prior says where the draws come from.")
                    .advise("Such as: --run penumbra-runs/rugged-1."));
        }
        FitRequest request = arguments.request();
        request = data == null ? request : request.withData(data);
        request = seed == null ? request : request.withSeed(seed);
        return new PredictRequest(request, Optional.ofNullable(run), draws, sites);
    }
}
