package org.penumbra.app;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.session.CrossValidation;
import org.penumbra.session.CrossValidationJson;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra compare penumbra-runs/linear-1 penumbra-runs/quadratic-1}. */
@Command(name = "compare", sortOptions = false,
        description = "Compare runs of the same data by how well they predict observations left out (PSIS-LOO).",
        footer = {"", "elpd: expected log predictive density, larger is better. p: effective number of parameters.",
            "k > 0.7: observations whose density is not reliable; with any of them the exit code is 2."})
final class CompareCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Run folders; one alone is scored.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--waic", description = "Show WAIC beside cross-validation.")
    private boolean waic;

    @Option(names = "--json", description = "Print one JSON object, with the density of each observation.")
    private boolean json;

    CompareCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        CrossValidation comparison = session.get().compare(folders);
        if (json) {
            Writer writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
            CrossValidationJson.write(comparison, writer);
            writer.flush();
        } else {
            console.out().print(CrossValidationTable.of(comparison, waic));
        }
        console.out().flush();
        return comparison.exitCode().code();
    }
}
