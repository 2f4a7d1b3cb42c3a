package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Checks of parameters that are vectors and matrices, as {@link Densities} has them for numbers: proved or, for data
 * alone, looked at now; else the density is NaN where an element leaves its support. A matrix that is not positive
 * definite makes its factor NaN by itself.
 */
final class BlockChecks {

    private static final Expr NAN = Expr.of(Double.NaN);

    private final Binding binding;
    private final Refusal refusal;
    private final Facts facts = new Facts();

    BlockChecks(Binding binding, Refusal refusal) {
        this.binding = binding;
        this.refusal = refusal;
    }

    List<Term.Check> checks(EventCall call, List<Value> parameters) {
        List<Term.Check> checks = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Signature.Parameter parameter = call.signature().parameters().get(i);
            List<Loop> axes = parameters.get(i).shape().stream().map(binding::axis).toList();
            Expr element = parameters.get(i).at(axes.stream().map(axis -> (Expr) axis.index()).toList());
            checks.add(new Term.Check(parameter.name(), parameter.support(), element, axes, parameter.structure()));
        }
        return checks;
    }

    /** The density where all checks hold. */
    Expr guarded(EObject where, EventCall call, Expr density, List<Term.Check> checks, List<Loop> loops) {
        Expr valid = null;
        for (Term.Check check : checks) {
            if (isForData(check)) {
                refuseWrongData(where, call.distribution().name(), check, loops);
            } else if (!isProved(check, loops)) {
                Expr condition = condition(check);
                valid = valid == null ? condition : valid.and(condition);
            }
        }
        return valid == null ? density : Expr.select(valid, density, NAN);
    }

    private boolean isForData(Term.Check check) {
        return binding.drawn().isEmpty() && !facts.isLatent(check.value());
    }

    private boolean isProved(Term.Check check, List<Loop> loops) {
        List<Loop> all = new ArrayList<>(loops);
        all.addAll(check.axes());
        return check.support().kind() == Support.Kind.REAL || new Range(binding, all).isWithin(check.value(),
                check.support());
    }

    /** No element lies outside. */
    private static Expr condition(Term.Check check) {
        Expr inside = Densities.condition(check);
        if (check.axes().isEmpty()) {
            return inside;
        }
        Expr outside = Expr.of(1).minus(inside);
        for (Loop axis : check.axes().reversed()) {
            outside = new Sum(axis, outside);
        }
        return outside.equalTo(Expr.of(0));
    }

    /** Looks at the block in every iteration of the loops that it varies with. */
    private void refuseWrongData(EObject where, String distribution, Term.Check check, List<Loop> loops) {
        if (check.support().kind() == Support.Kind.REAL && check.structure().isEmpty()) {
            return;
        }
        List<Loop> around = loops.stream().filter(loop -> facts.dependsOn(check.value(), loop.index())).toList();
        new Stored(around, 1).eachIteration(new Evaluator(binding.data()::get), at -> {
            Optional<String> fault = check.fault(at, place(around, at));
            if (fault.isPresent()) {
                throw PenumbraException.badInput(Problem.error("PEN-2303", distribution + ": " + fault.get()
                        + ".").at(refusal.locate(where))
                        .advise("Correct the data or the expression."));
            }
        });
    }

    private static String place(List<Loop> loops, Evaluator at) {
        StringBuilder place = new StringBuilder();
        for (Loop loop : loops) {
            place.append(place.isEmpty() ? " at " : ", ").append(loop.index().name()).append(" = ")
                    .append(at.integer(loop.index()));
        }
        return place.toString();
    }
}
