package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Truncated;
import org.penumbra.distribution.combinator.Combinator;
import org.penumbra.expression.Expr;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;

/** Finds the distribution that a sample statement calls, and the signature that its arguments fit. */
final class DistributionLowering {

    private final DistributionCatalog catalog;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final TruncationLowering truncation;
    private final CombinatorLowering combinators;

    DistributionLowering(DistributionCatalog catalog, ExpressionLowering expressions, Refusal refusal) {
        this.catalog = catalog;
        this.expressions = expressions;
        this.refusal = refusal;
        this.truncation = new TruncationLowering(catalog, this, expressions, refusal);
        this.combinators = new CombinatorLowering(this, expressions, refusal);
    }

    /** A distribution of a number, which others can be made of. */
    Resolved lower(Expression expression, Scope scope) {
        Resolved part = ofSite(expression, scope);
        if (part.signature().isMultivariate()) {
            throw refusal.at(expression, "PEN-2343", part.name() + " draws " + part.signature().supportText()
                    + ": a distribution inside of another one draws numbers.", "Write the density with factor.");
        }
        return part;
    }

    /** Whether a call is one of a distribution of vectors or matrices. */
    boolean isMultivariate(Expression expression) {
        return expression instanceof Call call && (call.getName().equals(Combinator.ORDERED.calledAs())
                || catalog.find(call.getName()).filter(entry -> entry.signatures().stream()
                        .anyMatch(Signature::isMultivariate)).isPresent());
    }

    /** The distribution of a statement. */
    Resolved ofSite(Expression expression, Scope scope) {
        if (!(expression instanceof Call call)) {
            throw refusal.at(expression, "PEN-2301", "Expected a distribution after '~'.");
        }
        if (call.getName().equals(Truncated.NAME)) {
            return truncation.lower(call, scope);
        }
        return combinators.lower(call, scope).orElseGet(() -> contributed(call, scope));
    }

    private Resolved contributed(Call call, Scope scope) {
        DistributionEntry entry = catalog.find(call.getName()).orElseThrow(() -> unknown(call));
        for (Signature signature : entry.signatures()) {
            Optional<List<Expression>> arguments = match(call, signature);
            if (arguments.isPresent()) {
                return expanded(call, new Resolved(entry.name(), signature,
                        values(arguments.get(), signature, scope)));
            }
        }
        throw refusal.at(call, "PEN-2302", "The arguments do not fit " + entry.name() + ": expected "
                + entry.signatures().stream().map(signature -> describe(entry, signature))
                        .collect(Collectors.joining(" or ")) + ".");
    }

    /** A vector parameter as one parameter for each element of its last axis. */
    private Resolved expanded(Call call, Resolved resolved) {
        int position = resolved.signature().vectorIndex();
        if (position < 0) {
            return resolved;
        }
        Value vector = resolved.arguments().get(position);
        if (vector.isScalar()) {
            throw refusal.at(call, "PEN-2302", "The parameter '"
                    + resolved.signature().parameters().get(position).name() + "' of " + resolved.name()
                    + " is a vector; found a scalar.");
        }
        int size = vector.shape().getLast();
        List<Value> arguments = new ArrayList<>(resolved.arguments());
        arguments.remove(position);
        for (int k = 1; k <= size; k++) {
            arguments.add(position + k - 1, element(vector, k));
        }
        return new Resolved(resolved.name(), resolved.signature().expanded(size), arguments,
                new CategoryChoice(expressions).of(resolved, vector));
    }

    /** The element at a 1-based position of the last axis. */
    static Value element(Value vector, int k) {
        return new Value(vector.shape().subList(0, vector.rank() - 1), subscripts -> {
            List<Expr> all = new ArrayList<>(subscripts);
            all.add(Expr.of(k));
            return vector.at(all);
        });
    }

    private PenumbraException unknown(Call call) {
        return PenumbraException.badInput(Problem
                .error("PEN-2301", "There is no distribution '" + call.getName() + "'.").at(refusal.locate(call))
                .offering(Nearest.to(call.getName(), catalog.names())));
    }

    private static String describe(DistributionEntry entry, Signature signature) {
        return entry.name() + signature.parameters().stream()
                .map(parameter -> parameter.defaultValue() == null ? parameter.name()
                        : parameter.name() + " = " + parameter.defaultValue())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The arguments in the order of the signature, null where a default serves; empty when they do not fit. */
    private static Optional<List<Expression>> match(Call call, Signature signature) {
        Expression[] found = new Expression[signature.parameters().size()];
        int position = 0;
        for (Argument argument : call.getArguments()) {
            int index = argument.getName() == null ? position++ : signature.indexOf(argument.getName());
            if (index < 0 || index >= found.length || found[index] != null) {
                return Optional.empty();
            }
            found[index] = argument.getValue();
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null && signature.parameters().get(i).defaultValue() == null) {
                return Optional.empty();
            }
        }
        return Optional.of(Arrays.asList(found));
    }

    private List<Value> values(List<Expression> arguments, Signature signature, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            values.add(arguments.get(i) == null ? Value.scalar(signature.parameters().get(i).defaultValue())
                    : expressions.lower(arguments.get(i), scope));
        }
        return values;
    }
}
