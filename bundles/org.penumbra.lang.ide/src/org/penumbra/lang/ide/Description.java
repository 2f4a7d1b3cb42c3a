package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.lang.Analysis;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Range;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.Column;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;

/** What is known of the names of a text: kind, type, shape, support, and what is written about them. */
final class Description {

    private static final int LONGEST = 80;

    private final Analysis analysis;
    private final Reference reference;

    Description(Analysis analysis, Reference reference) {
        this.analysis = analysis;
        this.reference = reference;
    }

    /** As Markdown; empty where nothing is known. */
    Optional<String> of(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Named named -> Optional.of(variable(named.element()));
            case Symbol.Declared declared -> Optional.of(declaration(declared.element()));
            case Symbol.Label label -> Optional.of(Reference.code("plate " + label.name() + ": "
                    + head(label.element())) + "A plate: independent repetitions.");
            default -> reference.markdown(symbol);
        };
    }

    /** {@code latent}, {@code data}... */
    static String kind(Variable variable) {
        return switch (variable) {
            case DataDeclaration data -> "data";
            case ParamDeclaration parameter -> "param";
            case Parameter parameter when parameter.eContainmentFeature().getName().equals("results") -> "result";
            case Parameter parameter -> "parameter";
            case IndexVariable index -> "index";
            case Column column -> "column";
            case Sample sample when Scope.observed(sample).isPresent() -> "observed";
            case Sample sample -> "latent";
            case Assign value when value.isDeterministic() -> "deterministic";
            default -> "value";
        };
    }

    /** {@code real[n]}; empty where it is not known. */
    String type(Variable variable) {
        if (variable instanceof Column) {
            return "";
        }
        ValueType type = analysis.typing().variables().of(variable);
        String text = type.isKnown() ? type.toString() : "";
        return text.contains("?") ? text.replace("[?]", "") : text;
    }

    /** What values of a variable lie in, in words; empty where any number is possible. */
    String support(Variable variable) {
        if (variable instanceof Sample sample && sample.getType() == null && sample.getDistribution() instanceof Call
                call) {
            Optional<Distributions.Resolved> resolved = analysis.distributions().resolve(call);
            if (resolved.isPresent() && resolved.get().combination() == null) {
                return concrete(resolved.get());
            }
        }
        Range range = variable instanceof Column ? Range.ALL : analysis.typing().variables().of(variable).range();
        return range.equals(Range.ALL) ? "" : range.toString();
    }

    /** The support with the bounds that are known as numbers in place of names of parameters. */
    private String concrete(Distributions.Resolved resolved) {
        String declared = resolved.signature().supportText();
        Range range = analysis.typing().variables().support(resolved);
        boolean numbers = !range.equals(Range.ALL) && (declared.startsWith("interval(")
                || declared.startsWith("lower(") || declared.startsWith("upper("));
        return numbers ? range.toString() : declared.equals("real") ? "" : declared;
    }

    private String variable(Variable variable) {
        List<String> lines = new ArrayList<>();
        String type = type(variable);
        lines.add(Reference.code(kind(variable) + " " + variable.getName() + (type.isEmpty() ? "" : " : " + type)
                + written(variable)).strip());
        String support = support(variable);
        if (!support.isEmpty()) {
            lines.add("Support: " + support + ".");
        }
        if (variable instanceof Sample sample && sample.getDistribution() instanceof Call call) {
            reference.distribution(call.getName()).ifPresent(entry ->
                    lines.add("**" + call.getName() + "** " + entry.documentation()));
        }
        Comments.of(variable).ifPresent(comment -> lines.add(comment));
        return String.join("\n\n", lines);
    }

    /** What its statement says of it. */
    private static String written(Variable variable) {
        return switch (variable) {
            case Sample sample when sample.getDistribution() != null -> " ~ " + shortly(Places.text(
                    sample.getDistribution())) + sample.getAnnotations().stream().map(one -> " @" + one.getName())
                            .collect(Collectors.joining());
            case Assign value when value.getValue() != null -> " = " + shortly(Places.text(value.getValue()));
            case ParamDeclaration parameter when parameter.getValue() != null ->
                    " = " + shortly(Places.text(parameter.getValue()));
            case IndexVariable index when index.eContainer() instanceof Loop loop -> " in " + range(loop);
            default -> "";
        };
    }

    private static String range(Loop loop) {
        return Places.text(loop.getFrom()) + ".." + Places.text(loop.getTo());
    }

    private static String head(Loop loop) {
        return loop.getIndex().getName() + " in " + range(loop);
    }

    private String declaration(Declaration declaration) {
        String comment = declaration.getDocumentation() == null ? "" : declaration.getDocumentation();
        return Reference.code(signature(declaration)) + comment + outline(declaration);
    }

    /** The first line of a declaration. */
    static String signature(Declaration declaration) {
        return switch (declaration) {
            case FunctionDeclaration function -> "function " + function.getName() + parameters(
                    function.getParameters()) + (function.getReturnType() == null ? ""
                            : " : " + Places.text(function.getReturnType()));
            case NetworkDeclaration network -> "network " + network.getName() + parameters(network.getParameters())
                    + " : " + results(network);
            case GuideDeclaration guide -> "guide " + guide.getName()
                    + (guide.getModel() == null ? "" : " for " + guide.getModel().getName());
            case InferDeclaration run -> "infer " + run.getName()
                    + (run.getModel() == null ? "" : " of " + run.getModel().getName());
            default -> "model " + declaration.getName();
        };
    }

    private static String results(NetworkDeclaration network) {
        return network.getResults().size() == 1 && network.getResults().get(0).getName() == null
                ? Places.text(network.getResults().get(0)) : parameters(network.getResults());
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.stream().map(Places::text).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Data and latent sites of a model. */
    private String outline(Declaration declaration) {
        if (!(declaration instanceof Model model)) {
            return "";
        }
        List<Variable> variables = Scope.variables(model.getStatements());
        String data = names(variables, "data");
        String latent = names(variables, "latent");
        return (data.isEmpty() ? "" : "\n\nData: " + data + ".") + (latent.isEmpty() ? "" : "\n\nLatent: " + latent
                + ".");
    }

    private String names(List<Variable> variables, String kind) {
        return variables.stream().filter(variable -> kind(variable).equals(kind))
                .map(variable -> "`" + variable.getName() + (type(variable).isEmpty() ? "" : " : " + type(variable))
                        + "`").distinct().collect(Collectors.joining(", "));
    }

    private static String shortly(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }
}
