package org.penumbra.lang.types;

/** What the elements of a value are. Truth values count as 0 and 1, integers as reals. */
public enum ElementType {
    BOOL("bool"), INT("int"), REAL("real"), TEXT("text"), UNKNOWN("?");

    private final String word;

    ElementType(String word) {
        this.word = word;
    }

    public boolean isNumber() {
        return this != TEXT;
    }

    /** The type that holds both. */
    public ElementType join(ElementType other) {
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
        return word;
    }
}
