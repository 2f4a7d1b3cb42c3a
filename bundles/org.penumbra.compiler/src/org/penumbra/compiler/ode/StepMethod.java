package org.penumbra.compiler.ode;

/** A one-step method for an initial value problem, with an error estimate and the exact derivative of its step. */
interface StepMethod {

    /** Order of the error estimate plus one: the error of a step is proportional to this power of its length. */
    int errorOrder();

    /** Forgets what was kept from the step before: the state is not the one that it ended at. */
    void restart();

    /**
     * One step.
     *
     * @param u state at t
     * @param next set to the state at t + h
     * @param error set to an estimate of the error of {@code next}
     * @return false when no step of this length can be made
     */
    boolean step(double t, double h, double[] u, double[] next, double[] error);

    /** Tells that the last step is accepted. */
    void accept();

    /**
     * The step backwards: turns the adjoint of the state at t + h into that of the state at t.
     *
     * @param u state at t
     * @param bar in: adjoint of the state at t + h; out: that of the state at t
     * @param parameterBar the adjoint of the parameters is added to it
     */
    void pull(double t, double h, double[] u, double[] bar, double[] parameterBar);
}
