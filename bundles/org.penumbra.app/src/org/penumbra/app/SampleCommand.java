package org.penumbra.app;

import java.util.function.Supplier;
import org.penumbra.registry.Point;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penumbra sample rugged --chains 4}: a fit by Markov chains. */
@Command(name = "sample", sortOptions = false,
        description = "Draw from the posterior of a model by Markov chains: NUTS, unless --algorithm names another.",
        footer = {"", "^C stops the run and keeps what it has."})
final class SampleCommand extends FitCommand {

    private static final String STANDARD = "NUTS";

    @Option(names = "--chains", paramLabel = "N", description = "Chains from different starts, side by side.")
    private Integer chains;

    @Option(names = "--samples", paramLabel = "N", description = "Draws of each chain that are kept.")
    private Integer samples;

    @Option(names = "--warmup", paramLabel = "N", description = "Iterations of each chain before these.")
    private Integer warmup;

    SampleCommand(Console console, Supplier<Session> session) {
        super(console, session);
    }

    @Override
    FitRequest request() {
        FitRequest request = super.request();
        if (!request.parts().containsKey(Point.ALGORITHMS)) {
            request = request.withPart(Point.ALGORITHMS, STANDARD);
        }
        request = set(request, "chains", chains);
        return set(set(request, "samples", samples), "warmup", warmup);
    }

    private static FitRequest set(FitRequest request, String option, Integer value) {
        return value == null ? request : request.withSetting("algorithm." + option, value.toString());
    }
}
