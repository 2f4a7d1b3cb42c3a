package org.penumbra.benchmarks;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RuggedByHand} with the loop over rows in vectors as wide as the machine likes them: five sums in one pass, the
 * last rows under a mask.
 */
final class RuggedByVectors implements ByHand {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private final double[] africa;
    private final double[] rugged;
    private final double[] logGdp;

    RuggedByVectors(double[] africa, double[] rugged, double[] logGdp) {
        this.africa = africa;
        this.rugged = rugged;
        this.logGdp = logGdp;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        DoubleVector squares = DoubleVector.zero(SPECIES);
        DoubleVector ones = DoubleVector.zero(SPECIES);
        DoubleVector africas = DoubleVector.zero(SPECIES);
        DoubleVector ruggeds = DoubleVector.zero(SPECIES);
        DoubleVector products = DoubleVector.zero(SPECIES);
        DoubleVector a = DoubleVector.broadcast(SPECIES, x[0]);
        DoubleVector bA = DoubleVector.broadcast(SPECIES, x[1]);
        DoubleVector bR = DoubleVector.broadcast(SPECIES, x[2]);
        DoubleVector bAR = DoubleVector.broadcast(SPECIES, x[3]);
        int full = SPECIES.loopBound(logGdp.length);
        for (int i = 0; i < full; i += SPECIES.length()) {
            DoubleVector af = DoubleVector.fromArray(SPECIES, africa, i);
            DoubleVector ru = DoubleVector.fromArray(SPECIES, rugged, i);
            DoubleVector both = af.mul(ru);
            DoubleVector residual = DoubleVector.fromArray(SPECIES, logGdp, i)
                    .sub(bAR.fma(both, bR.fma(ru, bA.fma(af, a))));
            squares = residual.fma(residual, squares);
            ones = ones.add(residual);
            africas = residual.fma(af, africas);
            ruggeds = residual.fma(ru, ruggeds);
            products = residual.fma(both, products);
        }
        if (full < logGdp.length) {
            VectorMask<Double> rest = SPECIES.indexInRange(full, logGdp.length);
            DoubleVector af = DoubleVector.fromArray(SPECIES, africa, full, rest);
            DoubleVector ru = DoubleVector.fromArray(SPECIES, rugged, full, rest);
            DoubleVector both = af.mul(ru);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector residual = zero.blend(DoubleVector.fromArray(SPECIES, logGdp, full, rest)
                    .sub(bAR.fma(both, bR.fma(ru, bA.fma(af, a)))), rest);
            squares = residual.fma(residual, squares);
            ones = ones.add(residual);
            africas = residual.fma(af, africas);
            ruggeds = residual.fma(ru, ruggeds);
            products = residual.fma(both, products);
        }
        gradient[0] = ones.reduceLanes(VectorOperators.ADD);
        gradient[1] = africas.reduceLanes(VectorOperators.ADD);
        gradient[2] = ruggeds.reduceLanes(VectorOperators.ADD);
        gradient[3] = products.reduceLanes(VectorOperators.ADD);
        return RuggedByHand.finish(x, gradient, squares.reduceLanes(VectorOperators.ADD), logGdp.length);
    }
}
