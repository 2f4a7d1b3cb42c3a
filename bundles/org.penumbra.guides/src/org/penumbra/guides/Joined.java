package org.penumbra.guides;

import java.util.List;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;

/** Independent guides for groups of coordinates, side by side: their parameters and noises one after the other. */
class Joined implements Guide {

    /** One of them, with room for what concerns it. */
    private static final class Member {
        private final Guide guide;
        private final int[] coordinates;
        private final int offset;
        private final double[] noise;
        private final double[] x;
        private final double[] slope;
        private final double[] gradient;

        Member(Guide guide, int[] coordinates, int offset) {
            this.guide = guide;
            this.coordinates = coordinates;
            this.offset = offset;
            this.noise = new double[guide.noiseSize()];
            this.x = new double[guide.dimension()];
            this.slope = new double[guide.dimension()];
            this.gradient = new double[guide.parameters().length];
        }

        void pick(double[] from, double[] to) {
            for (int i = 0; i < coordinates.length; i++) {
                to[i] = from[coordinates[i]];
            }
        }

        void put(double[] from, double[] to) {
            for (int i = 0; i < coordinates.length; i++) {
                to[coordinates[i]] = from[i];
            }
        }

        void addTo(double[] whole) {
            for (int i = 0; i < gradient.length; i++) {
                whole[offset + i] += gradient[i];
                gradient[i] = 0;
            }
        }
    }

    private final int dimension;
    private final Member[] members;
    private final double[] parameters;
    private final int noiseSize;

    /**
     * @param guides one for each group
     * @param coordinates of each group; together all of them
     */
    Joined(List<? extends Guide> guides, List<int[]> coordinates) {
        this.members = new Member[guides.size()];
        int offset = 0;
        int noises = 0;
        int n = 0;
        for (int k = 0; k < members.length; k++) {
            members[k] = new Member(guides.get(k), coordinates.get(k), offset);
            offset += guides.get(k).parameters().length;
            noises += guides.get(k).noiseSize();
            n += guides.get(k).dimension();
        }
        this.parameters = new double[offset];
        this.noiseSize = noises;
        this.dimension = n;
        for (Member member : members) {
            System.arraycopy(member.guide.parameters(), 0, parameters, member.offset, member.gradient.length);
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return noiseSize;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        tell();
        double logQ = 0;
        int at = 0;
        for (Member member : members) {
            System.arraycopy(noise, at, member.noise, 0, member.noise.length);
            at += member.noise.length;
            logQ += member.guide.transform(member.noise, member.x);
            member.put(member.x, x);
        }
        return logQ;
    }

    /** The parameters stand here; the members get copies whenever they may have changed. */
    private void tell() {
        for (Member member : members) {
            System.arraycopy(parameters, member.offset, member.guide.parameters(), 0, member.gradient.length);
        }
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        for (Member member : members) {
            member.pick(targetGradient, member.slope);
            member.guide.accumulateGradient(member.noise, member.slope, weight, member.gradient);
            member.addTo(gradient);
        }
    }

    @Override
    public double logDensity(double[] x) {
        tell();
        double logQ = 0;
        for (Member member : members) {
            member.pick(x, member.x);
            logQ += member.guide.logDensity(member.x);
        }
        return logQ;
    }

    /** The same when all members give their derivatives. */
    static final class Differentiable extends Joined implements DifferentiableGuide {

        Differentiable(List<DifferentiableGuide> guides, List<int[]> coordinates) {
            super(guides, coordinates);
        }

        @Override
        public void pullBack(double[] noise, double[] v, double[] gradient) {
            for (Member member : super.members) {
                member.pick(v, member.slope);
                ((DifferentiableGuide) member.guide).pullBack(member.noise, member.slope, member.gradient);
                member.addTo(gradient);
            }
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            super.tell();
            double logQ = 0;
            for (Member member : super.members) {
                member.pick(x, member.x);
                logQ += ((DifferentiableGuide) member.guide).logDensityAndGradient(member.x, member.slope);
                member.put(member.slope, gradient);
            }
            return logQ;
        }

        @Override
        public double accumulateScore(double[] x, double weight, double[] gradient) {
            super.tell();
            double logQ = 0;
            for (Member member : super.members) {
                member.pick(x, member.x);
                logQ += ((DifferentiableGuide) member.guide).accumulateScore(member.x, weight, member.gradient);
                member.addTo(gradient);
            }
            return logQ;
        }
    }
}
