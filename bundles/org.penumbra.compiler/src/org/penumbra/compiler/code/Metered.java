package org.penumbra.compiler.code;

/** Generated code that knows what its calls of array functions cost. */
record Metered(Generated code, Calls calls) implements Generated {

    @Override
    public double run(double[] x, double[] out) {
        return code.run(x, out);
    }

    @Override
    public long effort() {
        return calls.effort();
    }

    @Override
    public void bound(long effort) {
        calls.bound(effort);
    }

    /** What loops read of functions is worthless as well: in front of a few rows, a call would take all the time. */
    @Override
    public void limit(int rows) {
        calls.skip();
        code.limit(rows);
    }

    @Override
    public void piece(int split, double[] x, double[] out, int[] parameters) {
        code.piece(split, x, out, parameters);
    }
}
