package org.penumbra.expression;

import java.util.Objects;

/** The sum of a body while an index runs from a lower to an upper bound, both inclusive; 0 when that is empty. */
public final class Sum implements Expr {

    private final Loop loop;
    private final Expr body;
    private final int hash;

    public Sum(Loop loop, Expr body) {
        this.loop = Objects.requireNonNull(loop);
        this.body = Objects.requireNonNull(body);
        this.hash = 31 * loop.hashCode() + body.hashCode() + 17;
    }

    public Loop loop() {
        return loop;
    }

    public Expr body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Sum that && hash == that.hash && loop.equals(that.loop) && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "sum(" + loop + ": " + body + ")";
    }
}
