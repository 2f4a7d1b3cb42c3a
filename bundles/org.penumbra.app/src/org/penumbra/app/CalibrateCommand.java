package org.penumbra.app;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.Progress;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.session.Calibration;
import org.penumbra.session.CalibrationJson;
import org.penumbra.session.CalibrationPictures;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penumbra calibrate rugged --runs 200}. */
@Command(name = "calibrate", sortOptions = false,
        description = "Fit a model to data drawn from itself, and test whether its posteriors are right.",
        footer = {"", "Exit code 2 when the posterior of a site is too narrow, too wide or shifted.",
            "^C stops and shows what the replications so far say."})
final class CalibrateCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Mixin
    private RunArguments arguments;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "100",
            description = "Replications: draws of sites and data, each with a fit. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--data", paramLabel = "FILE",
            description = "Sizes and covariates; observed data in it only tell of their shapes.")
    private Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Seed; the same seed gives the same bits.")
    private Long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "A JSON file to write besides.")
    private Path out;

    @Option(names = "--picture", paramLabel = "FILE",
            description = "Rank histograms to draw besides, into .svg, .png or .pdf.")
    private Path picture;

    @Mixin
    private PartOptions parts;

    @Option(names = "--threads", paramLabel = "N",
            description = "Replications at once; all cores otherwise. The result is the same with any number.")
    private Integer threads;

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "No progress and no hints on standard error; errors only.")
    private boolean quiet;

    CalibrateCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        FitRequest request = request();
        if (picture != null) {
            PictureFile.ending(picture);
        }
        try (StopSignal stop = new StopSignal(this::sayStopping)) {
            Calibration calibration = calibrate(request, stop);
            if (json) {
                CalibrationJson.write(calibration, new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
            } else {
                console.out().print(CalibrationReport.of(calibration));
            }
            console.out().flush();
            if (out != null) {
                CalibrationJson.write(calibration, out);
            }
            if (picture != null) {
                draw(calibration);
            }
            return calibration.exitCode().code();
        }
    }

    private void draw(Calibration calibration) {
        Optional<Picture> ranks = new CalibrationPictures(session.get().registry()).of(calibration);
        ranks.ifPresentOrElse(one -> PictureFile.write(one, picture, Theme.LIGHT, PictureFile.USUAL_SCALE),
                () -> console.say("no picture: no replication has an answer, or no visualizer shows ranks"));
    }

    private Calibration calibrate(FitRequest request, StopSignal stop) {
        if (quiet) {
            return session.get().calibrate(request, runs, Progress.NONE, stop);
        }
        try (ProgressLine progress = new ProgressLine(console, System::nanoTime, "replication")) {
            return session.get().calibrate(request, runs, progress, stop);
        }
    }

    private void sayStopping() {
        if (!quiet) {
            console.say("stopping; what the replications so far say will be shown");
        }
    }

    private FitRequest request() {
        FitRequest request = arguments.request();
        request = data == null ? request : request.withData(data);
        request = seed == null ? request : request.withSeed(seed);
        request = parts.applyTo(request);
        return threads == null ? request : request.withThreads(threads);
    }
}
