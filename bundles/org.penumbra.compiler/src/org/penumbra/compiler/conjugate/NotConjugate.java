package org.penumbra.compiler.conjugate;

import java.util.Set;
import org.penumbra.expression.Array;

/** A part of the log density that is no product of sufficient statistics; the message is for people. */
final class NotConjugate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<Array> sites;

    NotConjugate(String message) {
        this(message, Set.of());
    }

    /** @param sites that would be in no one's way if they were no part of the conjugate form */
    NotConjugate(String message, Set<Array> sites) {
        super(message, null, false, false);
        this.sites = Set.copyOf(sites);
    }

    Set<Array> sites() {
        return sites;
    }
}
