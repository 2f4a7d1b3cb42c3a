package org.penumbra.network;

/** A layer that is written in a way that makes no sense; whoever asked for it knows the place in the text. */
public final class LayerMisuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /** @param message what was expected and what was found, a sentence */
    public LayerMisuse(String message) {
        this(message, "");
    }

    /** @param advice what to do, or empty */
    public LayerMisuse(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    /** What to do, or empty. */
    public String advice() {
        return advice;
    }
}
