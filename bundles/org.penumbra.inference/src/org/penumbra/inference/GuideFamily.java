package org.penumbra.inference;

/**
 * A variational family, contributed through {@code org.penumbra.inference.guides}. Stateless, with a public
 * constructor without arguments.
 *
 * @param <O> its options, a record whose components carry {@link Option}
 */
public interface GuideFamily<O extends Record> {

    /**
     * A guide for the target at its starting parameters.
     *
     * @param start where to begin; gives the randomness as well
     */
    Guide create(Target target, O options, Start start);
}
