package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/**
 * A variational family, contributed through {@code org.penumbra.inference.guides}. Stateless, with a public
 * constructor without arguments.
 *
 * @param <O> its options, a record whose components carry {@link Option}
 */
public interface GuideFamily<O extends Record> {

    /** A guide for the target at its starting parameters. */
    Guide create(Target target, O options, RandomStream random);
}
