package org.penumbra.lang.ide;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.core.PenumbraException;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.inference.Options;
import org.penumbra.lang.FunctionReference;
import org.penumbra.lang.ide.Symbol.Kind;
import org.penumbra.network.LayerEntry;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** What is built in or installed, as Markdown. */
final class Reference {

    private final Registry registry;
    private final Map<String, FunctionReference.Entry> functions = new LinkedHashMap<>();
    private final Map<Contribution, List<Options.Description>> options = new LinkedHashMap<>();

    Reference(Registry registry) {
        this.registry = registry;
        FunctionReference.all().forEach(function -> functions.put(function.name(), function));
    }

    Optional<DistributionEntry> distribution(String name) {
        return registry.distributions().find(name);
    }

    Optional<LayerEntry> layer(String name) {
        return registry.layers().find(name);
    }

    Collection<String> distributionNames() {
        return registry.distributions().names();
    }

    List<LayerEntry> layers() {
        return registry.layers().names().stream().flatMap(name -> layer(name).stream()).toList();
    }

    Collection<FunctionReference.Entry> functions() {
        return functions.values();
    }

    Optional<FunctionReference.Entry> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** Installed parts of a kind. */
    List<Contribution> parts(Kind kind) {
        return registry.contributions(Point.valueOf(kind + "S"));
    }

    Optional<Contribution> part(Kind kind, String name) {
        return parts(kind).stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Options of a part; none of one that is registered but broken, which the checks tell. */
    List<Options.Description> options(Contribution part) {
        return options.computeIfAbsent(part, one -> {
            try {
                return Options.describe(one.optionsType());
            } catch (PenumbraException broken) {
                return List.of();
            }
        });
    }

    /** Formula, parameters and where it comes from; empty for a name that is not known. */
    Optional<String> markdown(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Known known -> switch (known.kind()) {
                case DISTRIBUTION -> distribution(known.name()).map(Reference::describe)
                        .or(() -> Words.combinator(known.name()));
                case FUNCTION -> function(known.name()).map(Reference::describe);
                case LAYER -> layer(known.name()).map(Reference::describe)
                        .or(() -> Words.combinator(known.name()));
                case TYPE -> Words.type(known.name());
                case ANNOTATION -> Words.annotation(known.name());
                default -> part(known.kind(), known.name()).map(this::describe);
            };
            case Symbol.Detail detail -> describe(detail);
            default -> Optional.empty();
        };
    }

    private Optional<String> describe(Symbol.Detail detail) {
        return switch (detail.kind()) {
            case DISTRIBUTION -> distribution(detail.owner()).stream()
                    .flatMap(entry -> entry.signatures().stream()).flatMap(one -> one.parameters().stream())
                    .filter(parameter -> parameter.name().equals(detail.name())).findFirst()
                    .map(parameter -> code(detail.name() + " : " + parameter.supportText()
                            + defaultValue(parameter)) + parameter.documentation());
            case LAYER -> layer(detail.owner()).flatMap(layer -> layer.parameter(detail.name()))
                    .map(parameter -> code(parameter.toString()) + parameter.documentation());
            case ALGORITHM, GUIDE, OBJECTIVE, OPTIMIZER -> part(detail.kind(), detail.owner()).stream()
                    .flatMap(part -> options(part).stream()).filter(option -> option.name().equals(detail.name()))
                    .findFirst().map(option -> code(option(option)) + option.help());
            default -> Optional.empty();
        };
    }

    static String describe(DistributionEntry entry) {
        StringBuilder text = new StringBuilder();
        for (Signature signature : entry.signatures()) {
            text.append(code(signature(entry.name(), signature) + " : " + signature.supportText()));
        }
        text.append(entry.documentation()).append('\n');
        entry.signatures().stream().flatMap(signature -> signature.parameters().stream()).distinct()
                .forEach(parameter -> text.append("\n- `").append(parameter.name()).append("` : ")
                        .append(parameter.supportText()).append(defaultValue(parameter)).append(". ")
                        .append(parameter.documentation()));
        return text.append("\n\n").append(origin(entry.bundle())).toString();
    }

    static String describe(FunctionReference.Entry function) {
        return code(String.join("\n", function.forms())) + function.documentation();
    }

    static String describe(LayerEntry layer) {
        String parameters = layer.parameters().stream().map(parameter -> "\n- `" + parameter + "` "
                + parameter.documentation()).collect(Collectors.joining());
        return code(layer.signature()) + layer.documentation() + "\n" + parameters + "\n\n" + origin(layer.bundle());
    }

    String describe(Contribution part) {
        String lines = options(part).stream().map(option -> "\n- `" + option(option) + "` " + option.help())
                .collect(Collectors.joining());
        return code(part.point().element() + " " + part.name()) + part.documentation() + "\n" + lines + "\n\n"
                + origin(part.bundle());
    }

    /** {@code Normal(loc, scale = 1)}. */
    static String signature(String name, Signature signature) {
        return signature.parameters().stream().map(parameter -> parameter.name() + defaultValue(parameter))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** {@code steps : integer = 1000, at least 1}. */
    static String option(Options.Description option) {
        String bounds = bounds(option);
        return option.name() + " : " + option.type().replace("|", " | ") + " = " + option.defaultValue()
                + (bounds.isEmpty() ? "" : ", " + bounds);
    }

    private static String bounds(Options.Description option) {
        boolean below = Double.isFinite(option.min());
        boolean above = Double.isFinite(option.max());
        return below && above ? "between " + number(option.min()) + " and " + number(option.max())
                : below ? "at least " + number(option.min()) : above ? "at most " + number(option.max()) : "";
    }

    private static String defaultValue(Signature.Parameter parameter) {
        return parameter.defaultValue() == null ? "" : " = " + number(parameter.defaultValue());
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }

    static String code(String text) {
        return "```penumbra\n" + text + "\n```\n";
    }

    private static String origin(String bundle) {
        return "*" + bundle + "*";
    }
}
