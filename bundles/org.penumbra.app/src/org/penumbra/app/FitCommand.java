package org.penumbra.app;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.Progress;
import org.penumbra.session.Fit;
import org.penumbra.session.FitJson;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penumbra fit rugged --seed 7}. */
@Command(name = "fit", sortOptions = false,
        description = "Fit a model, show its posterior and keep it in a run folder.",
        footer = {"", "^C stops the run and keeps what it has."})
class FitCommand implements Callable<Integer> {

    private static final Path RUNS = Path.of("penumbra-runs");

    private final Console console;
    private final Supplier<Session> session;

    @Mixin
    private RunArguments arguments;

    @Option(names = "--data", paramLabel = "DATA", description = "Data to use instead of those that the file names: "
            + "a file, or a query as in \"sql:select y from 'd.parquet'\".")
    private String data;

    @Option(names = "--where", paramLabel = "CONDITION",
            description = "Use only rows for which it holds, as in \"cont_africa == 1\".")
    private String where;

    @Option(names = "--seed", paramLabel = "N", description = "Seed; the same seed gives the same bits.")
    private Long seed;

    @Option(names = "--out", paramLabel = "DIR",
            description = "The run folder to write; must not exist yet. Otherwise penumbra-runs/MODEL-RUN-N.")
    private Path out;

    @Mixin
    private PartOptions parts;

    @Option(names = "--subsample", paramLabel = "PLATE=ROWS",
            description = "Rows of a plate that a step sees, as in image=128; repeatable.")
    private Map<String, String> subsamples = new LinkedHashMap<>();

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads for large plates; all cores otherwise. The result is the same with any number.")
    private Integer threads;

    @Option(names = "--resume", paramLabel = "RUN",
            description = "Go on with an unfinished run: its folder, or the checkpoint of one that died.")
    private Path resume;

    @Option(names = "--init-from", paramLabel = "DIR",
            description = "Start at the answer of an earlier run, whatever it was fitted with.")
    private Path initFrom;

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no hints on standard error; errors only.")
    private boolean quiet;

    FitCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        FitRequest request = request();
        try (StopSignal stop = new StopSignal(this::sayStopping)) {
            Fit fit = fit(request, stop);
            if (json) {
                Writer writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
                FitJson.write(fit, writer);
            } else {
                console.out().print(FitReport.of(fit));
            }
            console.out().flush();
            if (!quiet) {
                fit.problems().forEach(console::say);
            }
            return fit.exitCode().code();
        }
    }

    private Fit fit(FitRequest request, StopSignal stop) {
        if (quiet) {
            return session.get().fit(request, Progress.NONE, stop);
        }
        try (ProgressLine progress = new ProgressLine(console, System::nanoTime)) {
            return session.get().fit(request, progress, stop);
        }
    }

    private void sayStopping() {
        if (!quiet) {
            console.say("stopping; what is there will be shown and kept");
        }
    }

    /** What was asked for. */
    FitRequest request() {
        FitRequest request = arguments.request();
        request = data == null ? request : request.withData(data);
        request = where == null ? request : request.withWhere(where);
        request = seed == null ? request : request.withSeed(seed);
        request = parts.applyTo(request);
        for (Map.Entry<String, String> subsample : subsamples.entrySet()) {
            request = request.withSetting("subsample." + subsample.getKey(), subsample.getValue());
        }
        request = threads == null ? request : request.withThreads(threads);
        request = resume == null ? request : request.resuming(resume);
        request = initFrom == null ? request : request.startingFrom(initFrom);
        return out == null ? request.intoRuns(RUNS) : request.intoFolder(out);
    }
}
