package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Target;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The No-U-Turn sampler (Hoffman and Gelman 2014) with multinomial sampling along the trajectory and the generalised
 * criterion (Betancourt 2017). A doubling is not a recursion: its points are merged as the digits of a binary counter
 * are carried, so that there is one piece in memory for each power of two.
 */
final class NutsMove extends HamiltonianMove {

    /** An energy error so large is a divergence (Betancourt 2017). */
    private static final double DIVERGENCE = 1000;
    /** Weights below exp of this are far from overflow, sums of them too. */
    private static final double LARGEST_LOG_WEIGHT = 600;

    private final int maxDepth;
    private final Leapfrog forward;
    private final Leapfrog backward;
    private final Subtree[] pieces;
    private final Subtree tree;
    private RandomStream random;
    private double begin;
    private double offset;
    private double accepted;
    private int steps;
    private int depth;
    private boolean divergent;
    private boolean stopped;
    private double size;

    NutsMove(Target target, int maxDepth, Cancellation cancellation) {
        super(target, cancellation);
        int n = target.dimension();
        this.maxDepth = maxDepth;
        this.forward = new Leapfrog(target);
        this.backward = new Leapfrog(target);
        this.tree = new Subtree(n);
        this.pieces = new Subtree[maxDepth + 1];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = new Subtree(n);
        }
    }

    @Override
    public boolean move(Position at, Metric metric, double stepSize, RandomStream newRandom) {
        begin(at, metric, stepSize, newRandom);
        boolean goesOn = true;
        while (goesOn && depth < maxDepth) {
            boolean ahead = random.nextDouble() < 0.5;
            if (!grow(metric, ahead)) {
                break;
            }
            Subtree grown = pieces[0];
            // Biased towards the new half, which moves farther than a draw from the whole.
            if (random.nextDouble() * tree.weight < grown.weight) {
                tree.swapProposal(grown);
            }
            goesOn = append(grown, ahead);
            depth++;
        }
        if (stopped) {
            return false;
        }
        at.set(tree.proposal);
        return true;
    }

    private void begin(Position at, Metric metric, double stepSize, RandomStream newRandom) {
        random = newRandom;
        size = stepSize;
        forward.start(at, metric, random);
        backward.set(forward);
        begin = forward.energy();
        tree.setLeaf(forward, begin, 1);
        offset = 0;
        accepted = 0;
        steps = 0;
        depth = 0;
        divergent = false;
        stopped = false;
    }

    /** The tree's near end is the one away from what is appended. */
    private boolean append(Subtree grown, boolean ahead) {
        if (!ahead) {
            flip();
        }
        boolean goesOn = tree.append(grown);
        if (!ahead) {
            flip();
        }
        return goesOn;
    }

    private void flip() {
        double[] kept = tree.near;
        tree.near = tree.far;
        tree.far = kept;
    }

    /** As many points again as the tree has; false when they turn back, diverge or are cancelled. */
    private boolean grow(Metric metric, boolean ahead) {
        Leapfrog end = ahead ? forward : backward;
        double step = ahead ? size : -size;
        int count = 0;
        int points = 1 << depth;
        for (int i = 0; i < points; i++) {
            end.step(step, metric);
            steps++;
            stopped = isCancelled();
            if (stopped || !addLeaf(end, count)) {
                return false;
            }
            count++;
            for (int carried = i; (carried & 1) == 1; carried >>= 1) {
                count--;
                if (!merge(pieces[count - 1], pieces[count])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean addLeaf(Leapfrog end, int count) {
        double energy = end.energy();
        double gain = begin - energy;
        if (gain - offset > LARGEST_LOG_WEIGHT) {
            rescale(gain, count);
        }
        double weight = Kernels.exp(gain - offset);
        accepted += gain >= 0 ? 1 : offset == 0 ? weight : Kernels.exp(gain);
        if (-gain > DIVERGENCE) {
            divergent = true;
            return false;
        }
        pieces[count].setLeaf(end, energy, weight);
        return true;
    }

    /** Far from the bulk, energies fall by more than what exp can tell. */
    private void rescale(double gain, int count) {
        double factor = Kernels.exp(offset - gain);
        offset = gain;
        tree.weight *= factor;
        for (int i = 0; i < count; i++) {
            pieces[i].weight *= factor;
        }
    }

    private boolean merge(Subtree first, Subtree second) {
        if (random.nextDouble() * (first.weight + second.weight) < second.weight) {
            first.swapProposal(second);
        }
        return first.append(second);
    }

    @Override
    public double acceptance() {
        return accepted / steps;
    }

    @Override
    public List<String> statistics() {
        return List.of(Statistic.ACCEPTANCE, Statistic.TREE_DEPTH, Statistic.LEAPFROGS, Statistic.DIVERGENT,
                Statistic.ENERGY);
    }

    @Override
    public void statistics(double[] values) {
        values[0] = acceptance();
        values[1] = depth;
        values[2] = steps;
        values[3] = divergent ? 1 : 0;
        values[4] = tree.energy;
    }
}
