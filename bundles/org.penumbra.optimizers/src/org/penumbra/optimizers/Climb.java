package org.penumbra.optimizers;

import org.penumbra.core.Workers;
import org.penumbra.inference.Optimizer;

/** One optimisation by a {@link Rule}. State: {@code step}, the {@link Plateau}, then the rule. */
final class Climb implements Optimizer.Updater {

    private final Rule rule;
    private final LearningRate rate;
    private final Plateau plateau;
    private final Clipping clipping;
    private final double[] factor;
    private long step;

    /** @param factor for each parameter, what its site multiplies the rate by */
    Climb(Rule rule, Stepping options, double[] factor, long steps) {
        this.rule = rule;
        this.rate = new LearningRate(options.lr(), options.schedule(), options.finalFactor(), options.warmup(), steps);
        this.plateau = new Plateau(options.schedule() == Schedule.PLATEAU, steps, options.finalFactor());
        this.clipping = new Clipping(options.clipNorm(), options.clipValue(), factor.length);
        this.factor = factor;
    }

    @Override
    public void step(double[] parameters, double[] gradient) {
        step(parameters, gradient, Double.NaN);
    }

    @Override
    public void step(double[] parameters, double[] gradient, double objective) {
        if (isFinite(gradient)) {
            plateau.see(objective);
            double now = rate.at(step++) * plateau.factor();
            rule.apply(parameters, clipping.clipped(gradient), objective, now, factor);
        }
    }

    @Override
    public void sharedBy(Workers workers) {
        rule.sharedBy(workers);
    }

    private static boolean isFinite(double[] gradient) {
        boolean finite = true;
        for (double slope : gradient) {
            // False for NaN as well.
            finite &= Math.abs(slope) <= Double.MAX_VALUE;
        }
        return finite;
    }

    @Override
    public double[] state() {
        double[] state = new double[1 + Plateau.STATE + rule.stateSize()];
        state[0] = step;
        plateau.save(state, 1);
        rule.save(state, 1 + Plateau.STATE);
        return state;
    }

    @Override
    public void restore(double[] state) {
        Check.length(state, 1 + Plateau.STATE + rule.stateSize());
        step = (long) state[0];
        plateau.restore(state, 1);
        rule.restore(state, 1 + Plateau.STATE);
    }
}
