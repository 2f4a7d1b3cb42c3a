package org.penumbra.inference;

/**
 * An inference algorithm, contributed through {@code org.penumbra.inference.algorithms}: one class with one method.
 * Stateless, with a public constructor without arguments; built new for every run.
 *
 * @param <O> its options, a record whose components carry {@link Option}
 */
public interface Algorithm<O extends Record> {

    /**
     * Fits the target. An unconverged fit is a result with an honest status, not an exception; a target that cannot be
     * started is an exception that names the site ({@link InitialPoint} throws it).
     *
     * @return never null
     */
    FitResult fit(Target target, O options, FitContext context);
}
