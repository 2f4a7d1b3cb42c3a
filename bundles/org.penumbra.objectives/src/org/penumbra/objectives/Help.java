package org.penumbra.objectives;

/** Option texts that several objectives share. */
final class Help {

    static final String SCORED = "Draws from the guide per step. More make the gradient less noisy; this objective "
            + "takes no gradient of the model, so draws are cheap.";
    static final String KERNEL = "imq, the inverse multiquadric 1 / sqrt(1 + r^2 / h), whose slow decay sees far "
            + "draws; or gaussian, exp(-r^2 / (2 h)).";

    private Help() {
    }
}
