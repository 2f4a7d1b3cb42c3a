package org.penumbra.sources.arrow;

/** Values of one column in one batch. */
interface Vector {

    boolean isText();

    /** A number; NaN where it is missing, or where values are texts. */
    double number(int row);

    /** A text; null where it is missing. */
    String text(int row);
}
