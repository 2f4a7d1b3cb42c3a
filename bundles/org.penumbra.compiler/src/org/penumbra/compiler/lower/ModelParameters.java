package org.penumbra.compiler.lower;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Starting;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.core.Location;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.structure.StructuredBijector;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.ParamDeclaration;

/**
 * The parameters of a model: coordinates without a term in the density. Of a parameter the optimum does not depend on
 * its bijector, since there is no log-Jacobian.
 */
final class ModelParameters {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final Consumer<LatentSite> sites;

    /** @param sites takes each parameter, in order */
    ModelParameters(Binding binding, ExpressionLowering expressions, Refusal refusal, Consumer<LatentSite> sites) {
        this.binding = binding;
        this.expressions = expressions;
        this.refusal = refusal;
        this.sites = sites;
    }

    /** Declares one; its name is known from here on. In a plate there is one for each iteration. */
    void declare(ParamDeclaration declared, Scope scope) {
        requireNew(declared, scope);
        List<Loop> plates = PlateShape.of(declared, declared.getName(), List.of(), scope, refusal);
        ParameterShape parameter = ParameterShape.of(declared, plates, scope, binding, expressions,
                new ParameterShape.Words("PEN-2960", "a model", refusal));
        double[] start = start(declared, parameter, scope);
        requireInside(declared, parameter, start);
        sites.accept(parameter.site(Starting.AT, List.of(element(parameter, start)), refusal.locate(declared)));
        scope.outermost().define(declared.getName(), parameter.whole());
        if (!plates.isEmpty()) {
            scope.define(declared.getName(), parameter.here());
        }
    }

    /**
     * Real parameters that no statement declares, such as weights of a network.
     *
     * @param name unique in the model
     * @param shape extents
     * @param initializer what each element starts at a draw of
     * @param arguments of that distribution, in its order
     * @param location of what they belong to, or null
     * @return all elements
     */
    Value weights(String name, List<Integer> shape, Signature initializer, List<Double> arguments,
            Location location) {
        ParameterShape parameter = ParameterShape.real(name, shape, binding);
        sites.accept(parameter.site(initializer, arguments.stream().map(Expr::of).toList(), location));
        return parameter.whole();
    }

    private void requireNew(ParamDeclaration declared, Scope scope) {
        if (scope.find(declared.getName()).isPresent() || binding.isData(declared.getName())) {
            throw refusal.at(declared, "PEN-2904", "'" + declared.getName() + "' is defined already.",
                    "Give every site and value a name of its own.");
        }
    }

    /** Starting values of all elements, row-major; one for all of them where they are the same. */
    private double[] start(ParamDeclaration declared, ParameterShape parameter, Scope scope) {
        if (declared.getValue() == null) {
            return origin(parameter);
        }
        int plates = parameter.frame().plates().size();
        List<Integer> own = parameter.shape().subList(plates, parameter.shape().size());
        Value written = expressions.lower(declared.getValue(), scope);
        if (Shapes.broadcast(own, written.shape()).filter(own::equals).isEmpty()) {
            throw refusal.shapes(declared.getValue(), "The starting value of '" + declared.getName()
                    + "' does not fit its type", new Value(own, at -> null), written);
        }
        Value all = new Value(parameter.shape(), at -> {
            Map<Index, Expr> here = new HashMap<>();
            for (int axis = 0; axis < plates; axis++) {
                here.put(parameter.frame().plates().get(axis).index(), at.get(axis));
            }
            return new Substitution(here).apply(Shapes.stretched(written, at.subList(plates, at.size())));
        });
        return collapsed(known(all).orElseThrow(() -> refusal.at(declared.getValue(), "PEN-2960",
                "The starting value of '" + declared.getName() + "' is known from the data, found one that depends on "
                        + "a parameter or a site.")));
    }

    /** A number written once for all elements is looked at once. */
    private Optional<double[]> known(Value all) {
        List<Expr> anywhere = all.shape().stream().map(extent -> (Expr) binding.axis(extent).index()).toList();
        OptionalDouble constant = all.at(anywhere).constantValue();
        return constant.isPresent() ? Optional.of(new double[] {constant.getAsDouble()})
                : expressions.arrayCalls().known(all);
    }

    private static double[] collapsed(double[] numbers) {
        boolean same = numbers.length > 0 && Arrays.stream(numbers).allMatch(one -> one == numbers[0]);
        return same ? new double[] {numbers[0]} : numbers;
    }

    /** The origin of the free coordinates, as values of one structure or of one element. */
    private static double[] origin(ParameterShape parameter) {
        return switch (parameter.coordinates().kind()) {
            case BlockDraw.Elementwise elementwise ->
                new double[] {elementwise.bijector().forward(Expr.of(0)).constantValue().orElseThrow()};
            case BlockDraw.Structured structured -> repeated(origin(structured.bijector()), parameter);
            case BlockDraw.Standard standard -> throw new IllegalStateException("a parameter is not drawn");
        };
    }

    private static double[] origin(StructuredBijector bijector) {
        double[] output = new double[bijector.outputSize()];
        bijector.forward(new double[][] {new double[bijector.freeSize()]}, new int[1], output, 0,
                new double[bijector.workSize()]);
        return Arrays.copyOf(output, bijector.valueSize());
    }

    private static double[] repeated(double[] values, ParameterShape parameter) {
        int size = parameter.shape().stream().reduce(1, Math::multiplyExact);
        double[] all = new double[size];
        for (int k = 0; k < size; k += values.length) {
            System.arraycopy(values, 0, all, k, values.length);
        }
        return all;
    }

    private void requireInside(ParamDeclaration declared, ParameterShape parameter, double[] start) {
        Optional<String> fault = switch (parameter.coordinates().kind()) {
            case BlockDraw.Elementwise elementwise -> fault(elementwise.bijector(), start);
            case BlockDraw.Structured structured -> fault(structured.bijector(),
                    start.length == 1 ? repeated(start, parameter) : start);
            case BlockDraw.Standard standard -> throw new IllegalStateException("a parameter is not drawn");
        };
        fault.ifPresent(what -> {
            throw refusal.at(declared.getValue() == null ? declared : declared.getValue(), "PEN-2961",
                    "The starting value of '" + declared.getName() + "' lies inside of its type, "
                            + parameter.support() + ", and not on its edge; found " + what + ".",
                    "Give another one, or leave it out.");
        });
    }

    private static Optional<String> fault(Bijector bijector, double[] start) {
        double low = bijector.lower() == null ? Double.NaN : bijector.lower().constantValue().getAsDouble();
        double high = bijector.upper() == null ? Double.NaN : bijector.upper().constantValue().getAsDouble();
        return Arrays.stream(start).filter(one -> !Double.isFinite(bijector.inverse(one, low, high))).boxed()
                .findFirst().map(String::valueOf);
    }

    private static Optional<String> fault(StructuredBijector bijector, double[] start) {
        double[] free = new double[bijector.freeSize()];
        for (int from = 0; from < start.length; from += bijector.valueSize()) {
            double[] own = Arrays.copyOfRange(start, from, from + bijector.valueSize());
            Optional<String> fault = bijector.fault(own);
            if (fault.isPresent()) {
                return fault;
            }
            bijector.inverse(own, free);
            if (!Arrays.stream(free).allMatch(Double::isFinite)) {
                return Optional.of(Arrays.toString(own));
            }
        }
        return Optional.empty();
    }

    /** The starting value as a function of the indices of the frame. */
    private Expr element(ParameterShape parameter, double[] start) {
        if (start.length == 1) {
            return Expr.of(start[0]);
        }
        Array array = binding.array(parameter.name() + ".start", parameter.shape(), start);
        return new Element(array, Shapes.offset(parameter.shape(), Frame.indices(parameter.frame().all())));
    }
}
