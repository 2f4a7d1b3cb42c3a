package org.penumbra.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.compiler.Phase;
import org.penumbra.core.ExitCode;
import org.penumbra.lang.ModelFile;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra check rugged --dump=ir}. */
@Command(name = "check", sortOptions = false,
        description = "Check a model without running it; with --dump, show what becomes of it.")
final class CheckCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .penumbra file, or the name of an example.")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN",
            description = "The infer block (or model) whose data --dump binds.")
    private String run;

    @Option(names = "--data", paramLabel = "FILE", description = "Data to bind for --dump.")
    private Path data;

    @Option(names = "--dump", paramLabel = "PHASE",
            description = "Show one of ${COMPLETION-CANDIDATES}; all but ast need the data of a run.")
    private Dump dump;

    @Option(names = {"-q", "--quiet"}, description = "Say nothing when nothing is wrong.")
    private boolean quiet;

    /** What can be shown of a model. */
    enum Dump {
        ast, ir, gradient, bytecode
    }

    CheckCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() {
        Path file = new ModelArgument().resolve(model);
        ModelFile checked = session.get().check(file);
        checked.problems().forEach(console::say);
        if (checked.hasErrors()) {
            return ExitCode.BAD_INPUT.code();
        }
        if (dump == Dump.ast) {
            console.out().print(new ModelOutline().of(checked.script()));
        } else if (dump != null) {
            FitRequest request = FitRequest.of(file);
            request = run == null ? request : request.withRun(run);
            request = data == null ? request : request.withData(data);
            console.out().println(session.get().prepare(request).compiled()
                    .dump(Phase.valueOf(dump.name().toUpperCase(Locale.ROOT))).stripTrailing());
        } else if (!quiet) {
            console.out().println(file + ": " + (checked.problems().isEmpty() ? "nothing is wrong" : "no errors"));
        }
        return ExitCode.OK.code();
    }
}
