package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.Invoke;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.StringLiteral;
import org.penumbra.model.VariableRef;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerCatalog;
import org.penumbra.network.LayerEntry;
import org.penumbra.network.LayerMisuse;

/** Types of applications of layers. A layer itself says what its arguments and inputs lead to, once all are known. */
public final class Layers {

    /** Applies layers one after the other. */
    public static final String SEQUENTIAL = "Sequential";
    private static final String PRIOR = "prior";

    private final Typing typing;
    private final LayerCatalog catalog;
    private final Distributions distributions;
    private final Report report;

    Layers(Typing typing, LayerCatalog catalog, Distributions distributions, Report report) {
        this.typing = typing;
        this.catalog = catalog;
        this.distributions = distributions;
        this.report = report;
    }

    /** Whether a name is that of a layer, or of what puts layers together. */
    boolean exists(String name) {
        return name.equals(SEQUENTIAL) || catalog.find(name).isPresent();
    }

    ValueType of(Invoke invoke) {
        List<ValueType> inputs = invoke.getArguments().stream().map(argument -> typing.of(argument.getValue()))
                .toList();
        if (!isInNetwork(invoke)) {
            report.add(LanguageProblem.MISPLACED_STATEMENT.problem("Expected layers inside of networks, found one "
                    + "outside.").advise("Declare network Net(x : real[d]) : real[k] { return Dense(k)(x) } and call "
                            + "Net(x)."), invoke);
            return ValueType.UNKNOWN;
        }
        if (!(invoke.getTarget() instanceof Call target)) {
            report.add(LanguageProblem.UNKNOWN_LAYER.problem("Expected a layer such as Dense(20) in front of its input,"
                    + " found something else."), invoke.getTarget());
            return ValueType.UNKNOWN;
        }
        return target.getName().equals(SEQUENTIAL) ? sequential(target, inputs) : apply(target, inputs);
    }

    private static boolean isInNetwork(EObject element) {
        for (EObject at = element; at != null; at = at.eContainer()) {
            if (at instanceof NetworkDeclaration) {
                return true;
            }
        }
        return false;
    }

    private ValueType sequential(Call target, List<ValueType> inputs) {
        List<ValueType> current = inputs;
        for (Argument part : target.getArguments()) {
            current = List.of(part(part.getValue(), current));
        }
        if (target.getArguments().isEmpty() || inputs.size() != 1 && !(target.getArguments().get(0).getValue()
                instanceof Call)) {
            report.add(LanguageProblem.LAYER_MISUSE.problem("Expected Sequential(first, second, ...)(x) with layers, "
                    + "found " + (target.getArguments().isEmpty() ? "none." : inputs.size() + " inputs.")), target);
            return ValueType.UNKNOWN;
        }
        return current.get(0);
    }

    private ValueType part(Expression part, List<ValueType> inputs) {
        if (part instanceof Call layer) {
            return apply(layer, inputs);
        }
        boolean function = part instanceof VariableRef use && use.getVariable() == null
                && BuiltIns.find(use.getName()).filter(one -> one.rule() == BuiltIn.Rule.ELEMENTWISE).isPresent();
        if (!function) {
            report.add(LanguageProblem.UNKNOWN_LAYER.problem("Expected a layer, or the name of a function of one number"
                    + " such as tanh, in Sequential, found something else."), part);
            return ValueType.UNKNOWN;
        }
        return inputs.get(0).withRange(Range.ALL).withElement(ElementType.REAL);
    }

    private ValueType apply(Call layer, List<ValueType> inputs) {
        Optional<LayerEntry> entry = catalog.find(layer.getName());
        if (entry.isEmpty()) {
            unknown(layer);
            return ValueType.UNKNOWN;
        }
        try {
            Set<String> priors = new TreeSet<>();
            Map<String, Object> given = arguments(layer, entry.get(), priors);
            Optional<LayerArguments> known = given.containsValue(null) ? Optional.empty()
                    : Optional.of(LayerArguments.of(entry.get(), given));
            return known.flatMap(arguments -> extents(inputs)
                    .map(shapes -> built(layer, entry.get(), arguments, inputs, shapes, priors)))
                    .orElseGet(() -> ValueType.of(ElementType.REAL, Shape.UNKNOWN, Range.ALL, layer));
        } catch (LayerMisuse misuse) {
            report.add(LanguageProblem.LAYER_MISUSE.problem(misuse.getMessage()).advise(misuse.advice()), layer);
            return ValueType.UNKNOWN;
        }
    }

    private ValueType built(Call layer, LayerEntry entry, LayerArguments arguments, List<ValueType> inputs,
            List<List<Integer>> shapes, Set<String> priors) {
        BuiltLayer built = entry.layer().get().build(arguments, shapes);
        built.categories().keySet().forEach(input -> requireIntegers(layer, inputs.get(input)));
        Set<String> names = built.weights().stream().map(weight -> weight.name() + "Prior")
                .collect(Collectors.toCollection(TreeSet::new));
        names.add(PRIOR);
        priors.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new LayerMisuse("Expected a prior of a weight of " + layer.getName() + ", found '" + name + "'.",
                    "Those are " + String.join(", ", names) + ".");
        });
        Shape shape = new Shape(built.shape().stream().map(Extent::of).toList());
        return ValueType.of(ElementType.REAL, shape, Range.ALL, layer);
    }

    private static void requireIntegers(Call layer, ValueType input) {
        if (input.isKnown() && input.element() != ElementType.INT) {
            throw new LayerMisuse("Expected " + layer.getName() + " to be applied to integers, found " + input + ".",
                    "Declare what stands for categories as int(min = 1).");
        }
    }

    /** Extents of all inputs, where they are numbers. */
    private static Optional<List<List<Integer>>> extents(List<ValueType> inputs) {
        List<List<Integer>> all = new ArrayList<>();
        for (ValueType input : inputs) {
            if (!input.shape().isKnown() || !input.shape().extents().stream().allMatch(Extent::isConstant)) {
                return Optional.empty();
            }
            all.add(input.shape().extents().stream().map(extent -> Math.toIntExact(extent.constant())).toList());
        }
        return Optional.of(all);
    }

    /** Arguments by parameter, null for a number that is not known yet. */
    private Map<String, Object> arguments(Call layer, LayerEntry entry, Set<String> priors) {
        Map<String, Object> given = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : layer.getArguments()) {
            if (isPrior(argument.getName(), entry)) {
                priors.add(argument.getName());
                prior(argument);
                continue;
            }
            if (argument.getName() == null && position == entry.parameters().size()) {
                throw new LayerMisuse("Expected " + entry.signature() + ", found one argument more.");
            }
            String name = argument.getName() == null ? entry.parameters().get(position++).name() : argument.getName();
            if (given.containsKey(name)) {
                throw new LayerMisuse("Expected " + entry.signature() + ", found '" + name + "' twice.");
            }
            given.put(name, value(argument.getValue()));
        }
        return given;
    }

    private static boolean isPrior(String name, LayerEntry entry) {
        return name != null && entry.parameter(name).isEmpty() && (name.equals(PRIOR) || name.endsWith("Prior"));
    }

    private void prior(Argument argument) {
        if (!(argument.getValue() instanceof Call call)) {
            report.add(LanguageProblem.LAYER_MISUSE.problem("Expected a distribution as " + argument.getName()
                    + ", such as Normal(0, 1), found something else."), argument);
            return;
        }
        distributions.resolve(call).ifPresent(resolved -> resolved.arguments().values().forEach(typing::of));
    }

    private Object value(Expression written) {
        return switch (written) {
            case StringLiteral text -> text.getValue();
            case BooleanLiteral truth -> truth.isValue();
            case VariableRef use when use.getVariable() == null -> use.getName();
            default -> {
                Range range = typing.of(written).range();
                yield range.low() == range.high() ? range.low() : null;
            }
        };
    }

    private void unknown(Call layer) {
        Set<String> names = new TreeSet<>(catalog.names());
        names.add(SEQUENTIAL);
        report.add(LanguageProblem.UNKNOWN_LAYER.problem("Expected a layer in front of its input, found '"
                + layer.getName() + "', which is not installed.").offering(Nearest.to(layer.getName(), names))
                .advise("`penumbra list layers` shows what is installed."), layer);
    }
}
