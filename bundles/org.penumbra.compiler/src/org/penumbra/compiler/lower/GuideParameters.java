package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.math.RandomStream;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.network.LayerWeight;

/** The parameters of a guide block: free coordinates by the bijectors of their types, and starting values. */
final class GuideParameters {

    /** What a parameter is instead of drawn. */
    static final Signature NOTHING = new Signature(List.of(), Support.REAL, false, "", "", () -> {
        throw new IllegalStateException("a parameter of a guide has no distribution");
    });

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final List<LatentSite> parameters = new ArrayList<>();
    private final List<Double> start = new ArrayList<>();

    GuideParameters(Binding binding, ExpressionLowering expressions, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    List<LatentSite> all() {
        return parameters;
    }

    /** Starting values of all of them, one after the other, row-major. */
    List<Double> start() {
        return start;
    }

    /** Declares one; its name is known from here on. */
    void declare(ParamDeclaration declared, Scope scope) {
        requireOutermost(declared, scope);
        ParameterShape parameter = ParameterShape.of(declared, List.of(), scope, binding, expressions,
                new ParameterShape.Words("PEN-2940", "a guide", refusal));
        parameters.add(parameter.site(NOTHING, List.of(), refusal.locate(declared)));
        start.addAll(start(declared, parameter.shape(), scope));
        scope.define(declared.getName(), parameter.whole());
    }

    /** A weight of a network: its start does not depend on the seed of a run. */
    Value weight(WeightSites.Weight weight) {
        LayerWeight described = weight.described();
        weight.prior().ifPresent(prior -> {
            throw refusal.at(prior, "PEN-2972", "The weights of a network in a guide are parameters of the guide, "
                    + "found a prior of '" + weight.name() + "'.", "Remove the prior.");
        });
        return weight(new LayerWeight(weight.name(), described.shape(), described.start()), weight.where());
    }

    /** Real numbers that no statement declares, with a start of their own. */
    Value weight(LayerWeight described, EObject where) {
        return made(ParameterShape.real(described.name(), described.shape(), binding), described, where);
    }

    /** The same with positive numbers. */
    Value positive(LayerWeight described, EObject where) {
        return made(ParameterShape.positive(described.name(), described.shape(), binding), described, where);
    }

    private Value made(ParameterShape parameter, LayerWeight described, EObject where) {
        parameters.add(parameter.site(NOTHING, List.of(), refusal.locate(where)));
        double[] values = new double[described.size()];
        described.start().fill(RandomStream.of(0).stream(parameters.size()), values, 0, values.length);
        Arrays.stream(values).forEach(start::add);
        return parameter.whole();
    }

    private void requireOutermost(ParamDeclaration declared, Scope scope) {
        if (!scope.loops().isEmpty()) {
            throw refusal.at(declared, "PEN-2940", "A parameter of a guide is declared outside of plates, found '"
                    + declared.getName() + "' inside.", "Declare it with the size of the plate: param "
                            + declared.getName() + " : real[n] = 0.");
        }
    }

    /** What is written, repeated for every element; NaN where nothing is, for a start at the origin. */
    private List<Double> start(ParamDeclaration declared, List<Integer> shape, Scope scope) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (declared.getValue() == null) {
            return Collections.nCopies(size, Double.NaN);
        }
        Value written = expressions.lower(declared.getValue(), scope);
        if (Shapes.broadcast(shape, written.shape()).filter(shape::equals).isEmpty()) {
            throw refusal.shapes(declared.getValue(), "The starting value of '" + declared.getName()
                    + "' does not fit its type", new Value(shape, at -> null), written);
        }
        double[] numbers = expressions.arrayCalls().known(new Value(shape, at -> Shapes.stretched(written, at)))
                .orElseThrow(() -> refusal.at(declared.getValue(), "PEN-2940", "The starting value of '"
                        + declared.getName() + "' is known from the data, found one that depends on a parameter or a "
                        + "site."));
        return Arrays.stream(numbers).boxed().toList();
    }
}
