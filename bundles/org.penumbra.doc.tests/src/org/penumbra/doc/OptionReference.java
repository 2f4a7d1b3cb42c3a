package org.penumbra.doc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.Signature;
import org.penumbra.inference.Options;
import org.penumbra.network.LayerEntry;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** The page on options and distributions, written from what the parts say of themselves. */
final class OptionReference {

    private static final List<Point> USED = List.of(Point.GUIDES, Point.OBJECTIVES, Point.OPTIMIZERS);
    private static final String HEAD = """
            # Options and distributions

            What is installed without further plug-ins, in the words of the parts themselves. `./penumbra list` prints
            the same, with your plug-ins. This page is generated: `PENUMBRA_WRITE_DOCS=1 ./penumbra test -pl
            bundles/org.penumbra.doc.tests -am` writes it anew, and a test fails when it is out of date.

            Options are written by name or in order, `SVI(steps = 5000)` or `SVI(5000)` in an `infer` block, and with
            `--set algorithm.steps=5000` on the command line. Every option has a default.
            """;

    private final Registry registry;
    private final StringBuilder text = new StringBuilder(HEAD);

    OptionReference(Registry registry) {
        this.registry = registry;
    }

    String write() {
        for (Point point : Point.values()) {
            String plural = point.name().toLowerCase(Locale.ROOT);
            text.append("\n## ").append(plural.substring(0, 1).toUpperCase(Locale.ROOT)).append(plural.substring(1))
                    .append('\n');
            registry.contributions(point).forEach(this::part);
        }
        return text.toString();
    }

    private void part(Contribution part) {
        text.append("\n### ").append(part.name()).append("\n\n").append(part.documentation()).append('\n');
        switch (part.point()) {
            case DISTRIBUTIONS -> signatures(part.name(), registry.distributions());
            case RUNGS -> rung(part);
            case LAYERS -> layer(registry.layers().find(part.name()).orElseThrow());
            case DIAGNOSTICS -> text.append("\nIt runs after every fit that it applies to, and has no options.\n");
            default -> options(part);
        }
    }

    private void layer(LayerEntry layer) {
        text.append("\n`").append(layer.signature()).append("`\n\n| Parameter | Value | Meaning |\n|---|---|---|\n");
        layer.parameters().forEach(parameter -> text.append("| `").append(parameter.name()).append("` | ")
                .append(parameter.expected()).append(" | ").append(cell(parameter.documentation())).append(" |\n"));
    }

    private void rung(Contribution rung) {
        List<String> what = new ArrayList<>();
        for (String attribute : List.of("rank", "algorithm", "guide", "settings", "largestDimension")) {
            rung.attribute(attribute).ifPresent(value -> what.add(attribute + " `" + value + "`"));
        }
        text.append("\n").append(String.join(", ", what)).append(".\n");
    }

    private void options(Contribution part) {
        List<String> defaults = USED.stream().flatMap(point -> part.attribute(point.element())
                .map(name -> point.element() + " `" + name + "`").stream()).toList();
        if (part.point() == Point.ALGORITHMS && !defaults.isEmpty()) {
            text.append("\nUnless told otherwise it uses ").append(String.join(", ", defaults)).append(".\n");
        }
        List<Options.Description> options = Options.describe(part.optionsType());
        if (options.isEmpty()) {
            text.append("\nIt has no options.\n");
            return;
        }
        text.append("\n| Option | Type | Default | Meaning |\n|---|---|---|---|\n");
        options.forEach(option -> text.append("| `").append(option.name()).append("` | ")
                .append(cell(option.type()) + bounds(option)).append(" | `").append(option.defaultValue())
                .append("` | ").append(cell(option.help())).append(" |\n"));
    }

    private static String bounds(Options.Description option) {
        boolean below = Double.isFinite(option.min());
        boolean above = Double.isFinite(option.max());
        if (below && above) {
            return ", " + number(option.min()) + " to " + number(option.max());
        }
        return below ? ", at least " + number(option.min()) : above ? ", at most " + number(option.max()) : "";
    }

    private void signatures(String name, DistributionCatalog catalog) {
        for (Signature signature : catalog.find(name).orElseThrow().signatures()) {
            String parameters = signature.parameters().stream().map(parameter -> parameter.defaultValue() == null
                    ? parameter.name() : parameter.name() + " = " + number(parameter.defaultValue()))
                    .collect(Collectors.joining(", "));
            text.append("\n`").append(name).append('(').append(parameters).append(")` has the support ")
                    .append(signature.supportText()).append(signature.discrete() ? ", observed only" : "")
                    .append(signature.isLocationScale() ? ", location-scale" : "").append(".\n");
            if (!signature.parameters().isEmpty()) {
                text.append("\n| Parameter | Support | Meaning |\n|---|---|---|\n");
                signature.parameters().forEach(parameter -> text.append("| `").append(parameter.name()).append("` | ")
                        .append(parameter.supportText()).append(" | ").append(cell(parameter.documentation()))
                        .append(" |\n"));
            }
        }
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? Long.toString((long) value)
                : Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }
}
