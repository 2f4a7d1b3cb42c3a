package org.penumbra.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penumbra.registry.Point;
import org.penumbra.session.FitRequest;
import picocli.CommandLine.Option;

/** Options of every command that fits: which parts to use instead of those of the file, and how they are set. */
final class PartOptions {

    @Option(names = "--algorithm", paramLabel = "NAME", description = "Algorithm; 'penumbra list' shows all names.")
    private String algorithm;

    @Option(names = "--guide", paramLabel = "NAME", description = "Guide, the variational family.")
    private String guide;

    @Option(names = "--objective", paramLabel = "NAME", description = "Objective.")
    private String objective;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "Optimizer.")
    private String optimizer;

    @Option(names = "--set", paramLabel = "PART.OPTION=VALUE",
            description = "An option, as in algorithm.steps=5000 or optimizer.lr=0.05; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The request with what was given on the command line; the rest as it was. */
    FitRequest applyTo(FitRequest request) {
        FitRequest chosen = part(part(request, Point.ALGORITHMS, algorithm), Point.GUIDES, guide);
        chosen = part(part(chosen, Point.OBJECTIVES, objective), Point.OPTIMIZERS, optimizer);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            chosen = chosen.withSetting(setting.getKey(), setting.getValue());
        }
        return chosen;
    }

    private static FitRequest part(FitRequest request, Point point, String name) {
        return name == null ? request : request.withPart(point, name);
    }
}
