package org.penumbra.session;

/** What is wrong with posteriors in which the true values are not spread as they should be. */
public enum CalibrationFault {

    TOO_NARROW("too narrow", "U-shaped: true values are in its tails too often"),
    TOO_WIDE("too wide", "hump-shaped: true values are in its middle too often"),
    SHIFTED_DOWN("shifted down", "true values lie above its median too often"),
    SHIFTED_UP("shifted up", "true values lie below its median too often"),
    OF_ANOTHER_SHAPE("of the wrong shape", "the histogram shows where true values are too often");

    private final String words;
    private final String explanation;

    CalibrationFault(String words, String explanation) {
        this.words = words;
        this.explanation = explanation;
    }

    /** Completes "the posterior is". */
    public String words() {
        return words;
    }

    /** What was seen. */
    public String explanation() {
        return explanation;
    }
}
