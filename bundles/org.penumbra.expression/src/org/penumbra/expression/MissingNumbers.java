package org.penumbra.expression;

/** The numbers of an array are wanted where they are not in memory, or not known before something is run. */
public final class MissingNumbers extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String name;

    MissingNumbers(Array array) {
        super("the numbers of '" + array.name() + "' are not in memory");
        this.name = array.name();
    }

    /** Name of the array. */
    public String array() {
        return name;
    }
}
