package org.penumbra.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.session.RunEvidence;
import org.penumbra.session.RunPictures;
import org.penumbra.session.Session;
import org.penumbra.session.StoredRun;
import org.penumbra.session.WholeFile;
import org.penumbra.session.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra report penumbra-runs/rugged-svi-1}. */
@Command(name = "report", sortOptions = false,
        description = "Write everything about a run as one HTML page that needs no network.")
final class ReportCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", paramLabel = "RUN_DIR", description = "The folder of a run.")
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "The page to write; RUN_DIR/report.html otherwise.")
    private Path out;

    @Option(names = "--reference", paramLabel = "DIR",
            description = "Another run of the same model, to compare with.")
    private Path reference;

    @Option(names = {"-q", "--quiet"}, description = "Do not say what is missing in the report, and why.")
    private boolean quiet;

    ReportCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() throws PenumbraException {
        RunEvidence evidence = new RunEvidence(session.get(), StoredRun.read(run),
                Optional.ofNullable(reference).map(StoredRun::read));
        RunPictures pictures = new RunPictures(session.get().registry(), evidence, Map.of());
        RunReport report = RunReport.of(evidence, pictures);
        Path file = out == null ? run.resolve("report.html") : out;
        WholeFile.write(file, report.html().getBytes(StandardCharsets.UTF_8));
        console.out().println("report: " + file);
        if (!quiet) {
            evidence.problems().forEach(console::say);
            report.problems().forEach(console::say);
        }
        List<?> broken = report.problems();
        return broken.isEmpty() ? ExitCode.OK.code() : ExitCode.PLUGIN_FAILED.code();
    }
}
