package org.penumbra.registry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What was found wrong so far, each thing once. Shared by all contributions of a registry and safe for threads. */
final class Complaints {
    static final String UNKNOWN_NAME = "PEN-4001";
    static final String DUPLICATE = "PEN-4002";
    static final String REGISTRATION = "PEN-4003";
    static final String CLASS_NOT_FOUND = "PEN-4004";
    static final String WRONG_TYPE = "PEN-4005";
    static final String NOT_CREATED = "PEN-4006";
    static final String DISTRIBUTION = "PEN-4007";
    static final String UNREADABLE = "PEN-4008";
    static final String LAYER = "PEN-4009";

    private final Set<Problem> problems = new LinkedHashSet<>();

    synchronized Problem add(Problem problem) {
        problems.add(problem);
        return problem;
    }

    synchronized List<Problem> list() {
        return List.copyOf(problems);
    }

    /** The exception for a contribution that cannot be used; what it says is remembered too. */
    PenumbraException failure(Throwable cause, Problem problem) {
        return PenumbraException.plugin(cause, add(problem));
    }
}
