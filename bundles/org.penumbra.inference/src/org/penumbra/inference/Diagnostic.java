package org.penumbra.inference;

import java.util.List;

/**
 * Looks at a finished fit and says whether to believe it, contributed through
 * {@code org.penumbra.inference.diagnostics}. Every installed diagnostic that applies is run after every fit.
 * Stateless,
 * with a public constructor without arguments.
 */
public interface Diagnostic {

    /** Whether this has anything to say of such a result. */
    boolean appliesTo(FitResult result);

    /** Measurements and findings; may be empty, never null. */
    Report assess(Target target, FitResult result, Examination examination);

    /**
     * @param measurements named numbers such as {@code kHat}
     * @param findings in plain words, worst first
     */
    record Report(List<Measurement> measurements, List<Finding> findings) {
        public Report {
            measurements = List.copyOf(measurements);
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param name a stable name such as {@code kHat}, a key in the JSON output
     * @param value the number; NaN when it could not be computed
     */
    record Measurement(String name, double value) {
    }
}
