package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.distribution.structure.StructuredBijector;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * How the vector or matrix that one iteration draws lies in memory, and what it is drawn with.
 *
 * @param loops around the draw, outermost first
 * @param axes over its elements, one for each axis in order; empty for a number
 * @param target where the draw goes: free coordinates, or data
 * @param start position of the first one in {@code target}; integer-valued
 * @param first position of the first element among those of its site; integer-valued
 * @param parameters in the order of the signature
 * @param coordinates from what {@code target} holds to the elements
 */
public record BlockDraw(List<Loop> loops, List<Loop> axes, Array target, Expr start, Expr first,
        List<Block> parameters, Coordinates coordinates) {

    public BlockDraw {
        loops = List.copyOf(loops);
        axes = List.copyOf(axes);
        parameters = List.copyOf(parameters);
    }

    /** Position of the element that the axes are at among those of its site, row-major. */
    public Expr position() {
        Expr position = Expr.of(0);
        for (Loop axis : axes) {
            position = position.times(Block.extent(axis)).plus(axis.index().minus(1));
        }
        return first.plus(position);
    }

    /** The draw's own axes with an expression for the element where they are. */
    public Block over(Expr element) {
        return new Block(axes, element);
    }

    /** How elements follow from what the target holds. */
    public sealed interface Coordinates {
    }

    /** All elements from all coordinates. */
    public record Structured(StructuredBijector bijector) implements Coordinates {
    }

    /** Each element from a coordinate of its own; the bounds may vary along the axes. */
    public record Elementwise(Bijector bijector) implements Coordinates {
    }

    /** Coordinates that are independent standard normal numbers, which the distribution makes the elements of. */
    public record Standard() implements Coordinates {
    }
}
