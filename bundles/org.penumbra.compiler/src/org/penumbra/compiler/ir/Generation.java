package org.penumbra.compiler.ir;

import java.util.List;
import java.util.Map;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Array;

/**
 * A model as a recipe for data.
 *
 * @param program its sites and values; the numbers of the drawn arrays are placeholders
 * @param draws in the order of the text
 * @param drawn the data to be drawn, by name
 */
public record Generation(ModelProgram program, List<Draw> draws, Map<String, Drawn> drawn) {

    /**
     * @param array that expressions read
     * @param type that the drawn numbers must have
     */
    public record Drawn(Array array, Support type) {
    }

    public Generation {
        draws = List.copyOf(draws);
    }
}
