package org.penumbra.inference;

/**
 * One thing to know about a fit, in plain words.
 *
 * @param trust whether it speaks against the result
 * @param message what was seen and what to do, one or two sentences
 */
public record Finding(Trust trust, String message) {

    /** What a finding means for the verdict. */
    public enum Trust {
        /** Nothing to worry about. */
        GOOD,
        /** Worth knowing, not a reason to distrust. */
        CAUTION,
        /** The result should not be trusted: exit code 2. */
        DISTRUST
    }
}
