package org.penumbra.compiler.conjugate;

/** A part of the log density that is no product of sufficient statistics; the message is for people. */
final class NotConjugate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConjugate(String message) {
        super(message, null, false, false);
    }
}
