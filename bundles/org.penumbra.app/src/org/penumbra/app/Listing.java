package org.penumbra.app;

import java.util.List;
import org.penumbra.distribution.Signature;
import org.penumbra.inference.Options;
import org.penumbra.network.LayerEntry;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;

/** What is installed, as a person reads it. */
final class Listing {

    private static final int WIDTH = 100;

    private final PartDescription describer;
    private final boolean details;
    private final StringBuilder text = new StringBuilder();

    /** @param details with bundle ids, options and signatures, or names and documentation only */
    Listing(PartDescription describer, boolean details) {
        this.describer = describer;
        this.details = details;
    }

    String of(List<Contribution> parts) {
        Point before = null;
        for (Contribution part : parts) {
            if (part.point() != before) {
                text.append(before == null ? "" : "\n").append(ListCommand.plural(part.point())).append('\n');
                before = part.point();
            }
            add(part);
        }
        if (parts.isEmpty()) {
            text.append("none is installed\n");
        }
        return text.toString();
    }

    private void add(Contribution part) {
        if (!details) {
            line(2, String.format("%-18s ", part.name()), part.documentation());
            return;
        }
        line(2, part.name() + "  ", "(" + part.bundle() + ")");
        if (!part.documentation().isEmpty()) {
            line(4, "", part.documentation());
        }
        describer.uses(part).forEach((kind, name) -> line(4, kind + " ", name + " unless told otherwise"));
        describer.signatures(part).forEach(signature -> addSignature(part, signature));
        describer.layer(part).ifPresent(this::addLayer);
        describer.options(part).forEach(this::addOption);
    }

    private void addSignature(Contribution part, Signature signature) {
        line(4, "", part.name() + "(" + PartDescription.parameters(signature) + ") on " + signature.supportText());
        for (Signature.Parameter parameter : signature.parameters()) {
            line(6, String.format("%-14s ", parameter.name()),
                    parameter.supportText() + ". " + parameter.documentation());
        }
    }

    private void addLayer(LayerEntry layer) {
        line(4, "", layer.signature());
        for (LayerEntry.Parameter parameter : layer.parameters()) {
            line(6, String.format("%-14s ", parameter.name()),
                    parameter.expected() + ". " + parameter.documentation());
        }
    }

    private void addOption(Options.Description option) {
        String bounds = PartDescription.bounds(option);
        line(4, String.format("%-14s ", option.name()), option.type() + (bounds.isEmpty() ? "" : ", " + bounds)
                + ", default " + option.defaultValue() + ". " + option.help());
    }

    /** Text beside a label, broken between words, further lines below the first. */
    private void line(int indent, String label, String words) {
        StringBuilder line = new StringBuilder(" ".repeat(indent)).append(label);
        int start = line.length();
        for (String word : words.strip().split("\\s+")) {
            if (line.length() > start && line.length() + word.length() >= WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(start));
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
