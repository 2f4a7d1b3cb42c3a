package org.penumbra.compiler.code;

import org.penumbra.core.Workers;
import org.penumbra.math.activations.ActivationLoop;

/** An activation of many numbers, a part of them on each thread. */
final class SharedActivation implements ActivationLoop {

    /** Below this, another thread is awake only after the work is done. */
    private static final int MANY = 1 << 14;
    /** Parts begin at multiples of this, so that few vectors are cut. */
    private static final int GRAIN = 64;

    private final ActivationLoop loop;
    private final int parts;
    private final Runnable values;
    private final Runnable slopes;
    private double[] x;
    private int xAt;
    private double[] y;
    private int yAt;
    private double[] adjoint;
    private int adjointAt;
    private int count;

    SharedActivation(ActivationLoop loop, Workers workers) {
        this.loop = loop;
        this.parts = workers.threads();
        this.values = workers.batch(parts, this::values);
        this.slopes = workers.batch(parts, this::slopes);
    }

    @Override
    public void values(double[] theX, int theXAt, double[] theY, int theYAt, int theCount) {
        if (theCount < MANY) {
            loop.values(theX, theXAt, theY, theYAt, theCount);
            return;
        }
        take(theX, theXAt, theY, theYAt, theCount);
        values.run();
    }

    @Override
    public void timesSlopes(double[] theX, int theXAt, double[] theY, int theYAt, double[] theAdjoint,
            int theAdjointAt, int theCount) {
        if (theCount < MANY) {
            loop.timesSlopes(theX, theXAt, theY, theYAt, theAdjoint, theAdjointAt, theCount);
            return;
        }
        take(theX, theXAt, theY, theYAt, theCount);
        adjoint = theAdjoint;
        adjointAt = theAdjointAt;
        slopes.run();
    }

    private void take(double[] theX, int theXAt, double[] theY, int theYAt, int theCount) {
        x = theX;
        xAt = theXAt;
        y = theY;
        yAt = theYAt;
        count = theCount;
    }

    private int cut(int part) {
        return part == parts ? count : (int) ((long) (count / GRAIN) * part / parts) * GRAIN;
    }

    private void values(int part) {
        int from = cut(part);
        loop.values(x, xAt + from, y, yAt + from, cut(part + 1) - from);
    }

    private void slopes(int part) {
        int from = cut(part);
        loop.timesSlopes(x, xAt + from, y, yAt + from, adjoint, adjointAt + from, cut(part + 1) - from);
    }
}
