package org.penumbra.compiler.guide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.compiler.batch.RowCoordinates;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.batch.Subsampling;
import org.penumbra.compiler.target.LocalMinibatch;
import org.penumbra.compiler.target.MinibatchTarget;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Target;

/**
 * All rows of a guide, a block of them at a time, so that memory for what lies between does not grow with the data. A
 * block of b rows has the density q0 + N / b times what its rows add; the mean over the blocks, by their sizes, is q0
 * and what all rows add.
 */
final class GuideBlocks {

    /** Large enough for products of matrices. */
    private static final int ROWS = 1024;
    /** Minibatches from here on are, too; their code is there already, and fast from the steps that it has run. */
    private static final int FEWEST = 64;
    /** Fewer are computed at once, unless they are not in memory. */
    private static final int MANY = 4096;

    private final Target full;
    private final Subsampling.Drawn plate;
    private final Function<LocalMinibatch, RowsCode.Part> maker;
    private final int rows;
    private Block block;
    private Block last;

    private GuideBlocks(Target full, Subsampling.Drawn plate, Function<LocalMinibatch, RowsCode.Part> maker) {
        this.full = full;
        this.plate = plate;
        this.maker = maker;
        this.rows = plate.rows() < FEWEST || plate.rows() > ROWS ? Math.min(ROWS, plate.size()) : plate.rows();
    }

    /**
     * @param minibatch of the plate
     * @return empty where all rows can be computed at once
     */
    static Optional<GuideBlocks> of(Minibatch minibatch, Subsampling.Drawn plate, boolean streamed,
            Function<LocalMinibatch, RowsCode.Part> maker) {
        return streamed || plate.size() > MANY ? Optional.of(new GuideBlocks(minibatch.full(), plate, maker))
                : Optional.empty();
    }

    /** The guide of a block, with what it reads and writes. */
    private record Block(RowsCode.Part part, int rows, double[] noise, double[] x, double[] local) {

        private RowDraws draws() {
            return part.minibatch().minibatch().draws();
        }

        private static void gather(List<RowCoordinates> inputs, double[] all, int[][] chosen, double[] few) {
            for (int k = 0; k < inputs.size(); k++) {
                inputs.get(k).gather(all, chosen, few);
            }
        }

        double transform(int first, double[] allNoise, double[] all) {
            draws().show(first);
            int[][] chosen = draws().rows();
            gather(part.noise(), allNoise, chosen, noise);
            double logQ = part.guide().transform(noise, x);
            for (int k = 0; k < part.coordinates().size(); k++) {
                part.coordinates().get(k).scatter(x, chosen, all);
            }
            return logQ;
        }

        /** @param all coordinates of the target, parameters of the model among them */
        double logJoint(int first, double[] all) {
            draws().show(first);
            part.minibatch().gather(all, local);
            return part.minibatch().logDensity(local);
        }

        double logDensity(int first, double[] all) {
            draws().show(first);
            gather(part.coordinates(), all, draws().rows(), x);
            return part.guide().logDensity(x);
        }
    }

    private Block make(int count) {
        MinibatchTarget minibatch = (MinibatchTarget) full.subsample(Map.of(plate.name(), count), Sampling.PASSES);
        RowsCode.Part part = maker.apply(minibatch.local());
        return new Block(part, count, new double[part.guide().noiseSize()], new double[part.guide().dimension()],
                new double[part.minibatch().dimension()]);
    }

    private Block at(int first) {
        if (plate.size() - first >= rows) {
            block = block == null ? make(rows) : block;
            return block;
        }
        last = last == null ? make(plate.size() - first) : last;
        return last;
    }

    double transform(double[] noise, double[] x) {
        double logQ = 0;
        for (int first = 0; first < plate.size();) {
            Block here = at(first);
            logQ += here.transform(first, noise, x) * here.rows() / plate.size();
            first += here.rows();
        }
        return logQ;
    }

    /** Of the target: its terms outside of the plate, and those of all rows. */
    double logJoint(double[] x) {
        double logP = 0;
        for (int first = 0; first < plate.size();) {
            Block here = at(first);
            logP += here.logJoint(first, x) * here.rows() / plate.size();
            first += here.rows();
        }
        return logP;
    }

    double logDensity(double[] x) {
        double logQ = 0;
        for (int first = 0; first < plate.size();) {
            Block here = at(first);
            logQ += here.logDensity(first, x) * here.rows() / plate.size();
            first += here.rows();
        }
        return logQ;
    }
}
