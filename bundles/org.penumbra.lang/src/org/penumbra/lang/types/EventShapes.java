package org.penumbra.lang.types;

import java.util.List;
import org.penumbra.distribution.Signature;

/** Axes of one draw and of the parameters that it takes, as a signature says. */
final class EventShapes {

    private EventShapes() {
    }

    /** The vector of a distribution of one number is as long as itself; all else is as the registration says. */
    static ShapeRule of(String name, Signature signature) {
        List<ShapeRule.Slot> slots = signature.parameters().stream().map(parameter -> new ShapeRule.Slot(
                parameter.name(), parameter.vector() ? List.of(Extent.symbol(parameter.name()))
                        : ShapeRule.axes(parameter.dims()))).toList();
        return new ShapeRule(name, slots, ShapeRule.axes(signature.eventDims()));
    }
}
