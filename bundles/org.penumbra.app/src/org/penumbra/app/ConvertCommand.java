package org.penumbra.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.session.Conversion;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra convert penumbra-runs/Rugged-gdp-1 --to cmdstan --out draws}. */
@Command(name = "convert", sortOptions = false,
        description = "Write the draws of a run in a format that other programs read, or make a run folder of theirs.",
        footer = {"", "'penumbra list exporters' shows the formats."})
final class ConvertCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(arity = "1..*", paramLabel = "PLACE",
            description = "With --to one run folder; with --from the files of one run, in the order of the chains.")
    private List<Path> places;

    @Option(names = "--to", paramLabel = "FORMAT", description = "Format to write.")
    private String to;

    @Option(names = "--from", paramLabel = "FORMAT", description = "Format to read.")
    private String from;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "The folder to write; must not exist yet. It appears complete or not at all.")
    private Path out;

    @Option(names = "--set", paramLabel = "OPTION=VALUE", description = "An option of the format, as in digits=6.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = {"-q", "--quiet"}, description = "Say nothing when nothing is wrong.")
    private boolean quiet;

    ConvertCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() {
        if ((to == null) == (from == null)) {
            throw PenumbraException.usage(Problem.error("PEN-6040", "either --to or --from says which way to convert.")
                    .advise("Write, for instance, 'convert penumbra-runs/Rugged-gdp-1 --to cmdstan --out draws'."));
        }
        if (to != null && places.size() > 1) {
            throw PenumbraException.usage(Problem.error("PEN-6041", "one run folder is converted at a time, found "
                    + places.size() + "."));
        }
        Conversion conversion = new Conversion(session.get().registry());
        Path written = to != null ? conversion.export(places.getFirst(), to, options, out)
                : conversion.read(from, places, out);
        if (!quiet) {
            console.out().println("written " + written);
        }
        return ExitCode.OK.code();
    }
}
