package org.penumbra.picture;

import java.util.Optional;
import java.util.Set;

/**
 * Makes one kind of picture, contributed through {@code org.penumbra.picture.visualizers}. Stateless, with a public
 * constructor without arguments.
 *
 * @param <O> its options, a record whose components carry {@link org.penumbra.inference.Option}
 */
public interface Visualizer<O extends Record> {

    /** What it cannot do without. */
    Set<Need> needs();

    /**
     * Why there is no such picture of this run.
     *
     * @return empty when it can be drawn; else what is missing and what to do
     */
    default Optional<Refusal> refusal(Evidence evidence) {
        return needs().stream().sorted().filter(need -> !need.isMet(evidence)).findFirst()
                .map(need -> new Refusal(need.lack(), need.advice()));
    }

    /**
     * The picture. Reads what it needs now or when it is painted; the same evidence gives the same picture.
     *
     * @param evidence for which {@link #refusal} is empty
     * @throws org.penumbra.core.PenumbraException (USAGE) when an option asks for something that is not there, such as
     *         a site that the model does not have
     */
    Picture picture(Evidence evidence, O options);

    /**
     * @param lack what is missing, the rest of a sentence
     * @param advice what to do, one sentence
     */
    record Refusal(String lack, String advice) {
    }
}
