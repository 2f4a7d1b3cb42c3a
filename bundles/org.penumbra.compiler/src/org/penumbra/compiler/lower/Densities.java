package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;

/**
 * Log densities with their parameters checked: what can be proved is proved now, what is wrong for data alone is
 * refused
 * now, and for the rest the density is NaN where a parameter leaves its support, never a plausible number.
 */
final class Densities {

    private static final Expr NAN = Expr.of(Double.NaN);

    private final Binding binding;
    private final Refusal refusal;
    private final Facts facts = new Facts();

    Densities(Binding binding, Refusal refusal) {
        this.binding = binding;
        this.refusal = refusal;
    }

    List<Term.Check> checks(Resolved distribution, List<Expr> parameters) {
        List<Term.Check> checks = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Signature.Parameter parameter = distribution.signature().parameters().get(i);
            checks.add(new Term.Check(parameter.name(), parameter.support(), parameters.get(i)));
        }
        return checks;
    }

    /** The log density at x, guarded by the checks. */
    Expr guarded(EObject where, Resolved distribution, Expr x, List<Expr> parameters, List<Loop> loops) {
        Expr density = distribution.choice().filter(choice -> !isDrawn(x)).map(choice -> choice.apply(x)).orElseGet(
                () -> distribution.signature().distribution().get().logDensity(x, parameters));
        Range range = new Range(binding, loops);
        Expr valid = null;
        for (Term.Check check : checks(distribution, parameters)) {
            if (!range.isWithin(check.value(), check.support())) {
                refuseWrongData(where, distribution.name(), check, loops);
                Expr condition = condition(check);
                valid = valid == null ? condition : valid.and(condition);
            }
        }
        return valid == null ? density : Expr.select(valid, density, NAN);
    }

    /** What stands in the place of data that are to be drawn may be no category. */
    private boolean isDrawn(Expr x) {
        return x instanceof Element element
                && binding.drawn().values().stream().anyMatch(one -> one.array().equals(element.array()));
    }

    /** 1 where the value lies in its support. */
    static Expr condition(Term.Check check) {
        Expr value = check.value();
        Expr low = check.support().lower().isNone() ? Expr.of(1)
                : switch (check.support().kind()) {
                    case POSITIVE -> Expr.of(0).lessThan(value);
                    default -> Expr.of(check.support().lower().value()).lessOrEqual(value);
                };
        Expr high = check.support().upper().isNone() ? Expr.of(1)
                : value.lessOrEqual(Expr.of(check.support().upper().value()));
        Expr bounded = low.is(1) ? high : high.is(1) ? low : low.and(high);
        Expr whole = value.equalTo(Apply.of(Op.ROUND, value));
        return check.support().isDiscrete() ? bounded.is(1) ? whole : bounded.and(whole) : bounded;
    }

    /** A parameter that depends on data alone and is wrong somewhere is wrong for every value of the sites. */
    private void refuseWrongData(EObject where, String distribution, Term.Check check, List<Loop> loops) {
        if (binding.drawn().isEmpty() && !facts.isLatent(check.value())) {
            inspect(where, distribution, check, loops, 0, new Evaluator(binding.data()::get), "");
        }
    }

    private void inspect(EObject where, String distribution, Term.Check check, List<Loop> loops, int depth,
            Evaluator at, String position) {
        if (depth == loops.size()) {
            double value = at.evaluate(check.value());
            if (!check.support().contains(value)) {
                throw PenumbraException.badInput(Problem
                        .error("PEN-2303", distribution + ": " + check.parameter() + " = " + value + position
                                + ", expected " + check.support() + ".")
                        .at(refusal.locate(where)).advise("Correct the data or the expression."));
            }
            return;
        }
        Loop loop = loops.get(depth);
        int last = at.integer(loop.upper());
        boolean used = facts.dependsOn(check.value(), loop.index());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            String here = used ? position + (position.isEmpty() ? " at " : ", ") + loop.index().name() + " = " + i
                    : position;
            inspect(where, distribution, check, loops, depth + 1, at.with(loop.index(), i), here);
            if (!used) {
                return;
            }
        }
    }
}
