package org.penumbra.optimizers;

/**
 * Quasi-Newton ascent. With a line search, a step that did not raise the objective enough is halved from where it was
 * taken, before anything is learned from it. State: {@code begun, share, objective, gain}, where the latest step was
 * taken, the gradient there, the step, then the curvature pairs.
 */
final class LbfgsRule implements Rule {

    private static final int SCALARS = 4;
    /** c of Armijo's condition (Nocedal and Wright 2006, eq. 3.4). */
    private static final double ARMIJO = 1e-4;
    /** Powell's for noisy gradients; without noise, low curvature is to be believed. */
    private static final double NOISY = 0.2;
    private static final double EXACT = 1e-8;
    /** A step this small that still does not rise says that the direction is wrong, or the objective noisy. */
    private static final double SMALLEST_SHARE = 1e-6;

    private final double maxStep;
    private final boolean lineSearch;
    private final CurvaturePairs pairs;
    private final double[] base;
    private final double[] baseGradient;
    private final double[] direction;
    private boolean begun;
    private double share = 1;
    private double baseObjective;
    /** What the step promised: its product with the gradient. */
    private double gain;

    LbfgsRule(int size, int memory, double maxStep, boolean lineSearch) {
        this.maxStep = maxStep;
        this.lineSearch = lineSearch;
        this.pairs = new CurvaturePairs(size, memory, lineSearch ? EXACT : NOISY);
        this.base = new double[size];
        this.baseGradient = new double[size];
        this.direction = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        if (begun && lineSearch && fell(objective)) {
            retreat(parameters);
            return;
        }
        if (begun) {
            learn(parameters, gradient);
        }
        System.arraycopy(parameters, 0, base, 0, base.length);
        System.arraycopy(gradient, 0, baseGradient, 0, base.length);
        baseObjective = objective;
        begun = true;
        share = 1;
        aim(rate, factor);
        for (int i = 0; i < base.length; i++) {
            parameters[i] += direction[i];
        }
    }

    /** False when the objective is not told; at the end of its halvings a step is left as it is. */
    private boolean fell(double objective) {
        return objective < baseObjective + ARMIJO * share * gain && share > SMALLEST_SHARE;
    }

    private void retreat(double[] parameters) {
        share *= 0.5;
        for (int i = 0; i < base.length; i++) {
            parameters[i] = base[i] + share * direction[i];
        }
        if (share <= SMALLEST_SHARE) {
            pairs.clear();
        }
    }

    private void learn(double[] parameters, double[] gradient) {
        double[] change = pairs.nextChange();
        double[] slopes = pairs.nextSlopeChange();
        for (int i = 0; i < base.length; i++) {
            change[i] = parameters[i] - base[i];
            slopes[i] = baseGradient[i] - gradient[i];
        }
        pairs.add();
    }

    /** The step from the base: quasi-Newton, or without any curvature along the gradient, at most of length 1. */
    private void aim(double rate, double[] factor) {
        System.arraycopy(baseGradient, 0, direction, 0, base.length);
        double scale = rate;
        if (pairs.isEmpty()) {
            scale *= Math.min(1, 1 / Math.sqrt(CurvaturePairs.dot(baseGradient, baseGradient)));
        } else {
            pairs.multiply(direction);
        }
        double largest = 0;
        for (int i = 0; i < base.length; i++) {
            direction[i] *= scale * factor[i];
            largest = Math.max(largest, Math.abs(direction[i]));
        }
        if (largest > maxStep) {
            for (int i = 0; i < base.length; i++) {
                direction[i] *= maxStep / largest;
            }
        }
        gain = CurvaturePairs.dot(direction, baseGradient);
    }

    @Override
    public int stateSize() {
        return SCALARS + 3 * base.length + pairs.stateSize();
    }

    @Override
    public void save(double[] state, int offset) {
        int size = base.length;
        state[offset] = begun ? 1 : 0;
        state[offset + 1] = share;
        state[offset + 2] = baseObjective;
        state[offset + 3] = gain;
        System.arraycopy(base, 0, state, offset + SCALARS, size);
        System.arraycopy(baseGradient, 0, state, offset + SCALARS + size, size);
        System.arraycopy(direction, 0, state, offset + SCALARS + 2 * size, size);
        pairs.save(state, offset + SCALARS + 3 * size);
    }

    @Override
    public void restore(double[] state, int offset) {
        int size = base.length;
        begun = state[offset] != 0;
        share = state[offset + 1];
        baseObjective = state[offset + 2];
        gain = state[offset + 3];
        System.arraycopy(state, offset + SCALARS, base, 0, size);
        System.arraycopy(state, offset + SCALARS + size, baseGradient, 0, size);
        System.arraycopy(state, offset + SCALARS + 2 * size, direction, 0, size);
        pairs.restore(state, offset + SCALARS + 3 * size);
    }
}
