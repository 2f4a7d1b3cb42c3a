package org.penumbra.testing;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.conjugate.BatchForm;
import org.penumbra.inference.conjugate.BatchUpdates;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;

/** A known normal target as the product of rows that are all the same, each of which adds its share to the density. */
final class EqualRows implements BatchUpdates {

    private static final int ROWS = 12;

    private final KnownGaussian target;

    EqualRows(KnownGaussian target) {
        this.target = target;
    }

    @Override
    public String plate() {
        return "row";
    }

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public int valueCount() {
        return target.dimension();
    }

    @Override
    public double toFree(double[] values, double[] x) {
        System.arraycopy(values, 0, x, 0, x.length);
        return 0;
    }

    @Override
    public BatchForm form(int size) {
        return new Batch(new IndependentCoordinates(target), size, target.dimension());
    }

    /** Nothing stands outside of the rows, and all factors are global. */
    private record Batch(ConjugateForm whole, int rows, int valueCount) implements BatchForm {

        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public List<FactorGroup> groups() {
            return whole.groups();
        }

        @Override
        public boolean isLocal(int group) {
            return false;
        }

        @Override
        public boolean isExact() {
            return whole.isExact();
        }

        @Override
        public boolean isAugmented() {
            return false;
        }

        @Override
        public void load(int[] chosen) {
            if (chosen.length != rows || Arrays.stream(chosen).anyMatch(row -> row < 0 || row >= ROWS)
                    || Arrays.stream(chosen).distinct().count() < rows) {
                throw new IllegalArgumentException(rows + " different rows of " + ROWS + " were expected, found "
                        + Arrays.toString(chosen));
            }
        }

        @Override
        public double restEnergy(double[] moments) {
            return 0;
        }

        @Override
        public double rowsEnergy(double[] moments) {
            return whole.energy(moments) * rows / ROWS;
        }

        @Override
        public void rest(int group, double[] moments, double[] natural) {
            FactorGroup of = groups().get(group);
            Arrays.fill(natural, of.start(), of.start() + of.size(), 0);
        }

        @Override
        public void rows(int group, double[] moments, double[] natural) {
            for (int coordinate = 0; coordinate < groups().size(); coordinate++) {
                whole.natural(coordinate, moments, natural); // all of them lie in the range of each group
            }
            FactorGroup of = groups().get(group);
            for (int k = of.start(); k < of.start() + of.size(); k++) {
                natural[k] *= (double) rows / ROWS;
            }
        }

        @Override
        public void gather(double[] values, double[] own) {
            System.arraycopy(values, 0, own, 0, valueCount);
        }

        @Override
        public void scatter(double[] own, double[] values) {
            System.arraycopy(own, 0, values, 0, valueCount);
        }
    }
}
