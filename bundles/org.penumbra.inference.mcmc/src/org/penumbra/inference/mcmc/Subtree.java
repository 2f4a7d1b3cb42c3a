package org.penumbra.inference.mcmc;

/** A piece of a trajectory: the momenta at its ends and their sum, its weight, and the point drawn from it. */
final class Subtree {

    double[] near;
    double[] far;
    final double[] sum;
    Position proposal;
    double energy;
    double weight;

    Subtree(int dimension) {
        this.near = new double[dimension];
        this.far = new double[dimension];
        this.sum = new double[dimension];
        this.proposal = new Position(dimension);
    }

    /** One point. */
    void setLeaf(Leapfrog at, double newEnergy, double newWeight) {
        System.arraycopy(at.momentum, 0, near, 0, near.length);
        System.arraycopy(at.momentum, 0, far, 0, far.length);
        System.arraycopy(at.momentum, 0, sum, 0, sum.length);
        proposal.set(at.at);
        energy = newEnergy;
        weight = newWeight;
    }

    /** Takes the other's point and gives its own. */
    void swapProposal(Subtree other) {
        Position kept = proposal;
        proposal = other.proposal;
        other.proposal = kept;
        energy = other.energy;
    }

    /**
     * Appends a piece that begins where this one ends.
     *
     * @return whether the whole goes on straight: the generalised criterion of Betancourt (2017, appendix A.4.2) for
     *         the whole, and for each piece with the next point of the other, without which periodic targets fool it
     */
    boolean append(Subtree next) {
        double[] p = near;
        double[] q = far;
        double[] r = next.near;
        double[] s = next.far;
        double[] mine = sum;
        double[] its = next.sum;
        double wholeNear = 0;
        double wholeFar = 0;
        double firstNear = 0;
        double firstFar = 0;
        double secondNear = 0;
        double secondFar = 0;
        for (int i = 0; i < p.length; i++) {
            double all = mine[i] + its[i];
            double first = mine[i] + r[i];
            double second = its[i] + q[i];
            wholeNear += all * p[i];
            wholeFar += all * s[i];
            firstNear += first * p[i];
            firstFar += first * r[i];
            secondNear += second * q[i];
            secondFar += second * s[i];
            mine[i] = all;
        }
        double[] kept = far;
        far = next.far;
        next.far = kept;
        weight += next.weight;
        return wholeNear > 0 && wholeFar > 0 && firstNear > 0 && firstFar > 0 && secondNear > 0 && secondFar > 0;
    }
}
