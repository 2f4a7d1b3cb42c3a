package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.core.Location;
import org.penumbra.expression.Index;

/**
 * A loop of the program that runs over the rows of a plate.
 *
 * @param names what the plate can be called, the first one preferably: its label, its index, its size
 * @param index of the loop
 * @param first value of the index in the first row
 * @param size number of rows
 * @param location where the plate stands, or null
 */
public record PlateLoop(List<String> names, Index index, int first, int size, Location location) {

    public PlateLoop {
        names = List.copyOf(names);
    }

    public String name() {
        return names.getFirst();
    }

    /** A loop with another index over the same rows. */
    public PlateLoop with(Index other) {
        return new PlateLoop(names, other, first, size, location);
    }
}
