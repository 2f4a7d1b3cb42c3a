package org.penumbra.expression;

import java.util.List;
import java.util.stream.Collectors;

/** An operator applied to its arguments. Made by {@link #of}, which simplifies where that cannot change the value. */
public final class Apply implements Expr {

    private final Op op;
    private final List<Expr> arguments;
    /** Kept, because expressions share subexpressions and hashing them again would be exponential in the depth. */
    private final int hash;

    private Apply(Op op, List<Expr> arguments) {
        this.op = op;
        this.arguments = arguments;
        this.hash = 31 * op.ordinal() + arguments.hashCode();
    }

    /**
     * The operator applied to the arguments; constants are folded, neutral elements dropped.
     *
     * @throws IllegalArgumentException when the number of arguments is not the operator's arity
     */
    public static Expr of(Op op, Expr... arguments) {
        if (arguments.length != op.arity()) {
            throw new IllegalArgumentException(
                    op.symbol() + " takes " + op.arity() + " arguments, not " + arguments.length);
        }
        Expr simpler = Simplifier.simplify(op, arguments);
        return simpler != null ? simpler : new Apply(op, List.of(arguments));
    }

    public Op op() {
        return op;
    }

    public List<Expr> arguments() {
        return arguments;
    }

    /** The argument at a 0-based position. */
    public Expr argument(int position) {
        return arguments.get(position);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Apply that && hash == that.hash && op == that.op
                && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        if (op.arity() == 2 && !Character.isLetter(op.symbol().charAt(0))) {
            return "(" + arguments.get(0) + " " + op.symbol() + " " + arguments.get(1) + ")";
        }
        return op.symbol() + arguments.stream().map(Expr::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
