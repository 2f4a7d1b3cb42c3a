package org.penumbra.lang.types;

import java.util.List;
import java.util.function.Function;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.model.Expression;

/**
 * What a combinator such as {@code Mixture} is made of.
 *
 * @param parts the distributions inside
 * @param alongLastAxis whether the one distribution inside stands for several, along the last axis of its parameters
 * @param image bounds of a draw
 */
public record Combination(List<Resolved> parts, boolean alongLastAxis, Image image) {

    /** Bounds of a draw, given those of the parts and the types of expressions. */
    @FunctionalInterface
    public interface Image {
        Range of(List<Range> parts, Function<Expression, ValueType> typing);
    }

    public Combination {
        parts = List.copyOf(parts);
    }
}
