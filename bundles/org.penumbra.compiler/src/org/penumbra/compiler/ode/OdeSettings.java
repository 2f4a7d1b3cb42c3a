package org.penumbra.compiler.ode;

/**
 * How a differential equation is solved. The defaults are those of Stan's ode_rk45 and ode_bdf.
 *
 * @param stiff whether by an implicit method
 * @param relTol relative tolerance of a step's error, above 0
 * @param absTol absolute tolerance of a step's error, above 0
 * @param maxSteps largest number of steps of one solution
 */
public record OdeSettings(boolean stiff, double relTol, double absTol, int maxSteps) {

    public static OdeSettings explicit() {
        return new OdeSettings(false, 1e-6, 1e-6, 1_000_000);
    }

    public static OdeSettings implicit() {
        return new OdeSettings(true, 1e-6, 1e-6, 1_000_000);
    }
}
