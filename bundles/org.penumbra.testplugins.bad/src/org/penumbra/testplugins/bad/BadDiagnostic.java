package org.penumbra.testplugins.bad;

import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Throws when it assesses. Every diagnostic runs after every fit, so this one has to be switched on. */
public final class BadDiagnostic implements Diagnostic {
    /** The system property that, set to true, makes this diagnostic apply. */
    public static final String SWITCH = "org.penumbra.testplugins.bad.diagnostic";

    @Override
    public boolean appliesTo(FitResult result) {
        return Boolean.getBoolean(SWITCH);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        throw new IndexOutOfBoundsException("draw 0 of 0");
    }
}
