package org.penumbra.compiler.lower;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** Makes the problems of binding and compiling, each at its place in the text. */
final class Refusal {

    private final Function<EObject, Location> locations;
    private final Map<EObject, EObject> standIns = new IdentityHashMap<>();

    Refusal(Function<EObject, Location> locations) {
        this.locations = locations;
    }

    /** An element that is not in the text stands where another one does. */
    void standIn(EObject made, EObject written) {
        standIns.put(made, written);
    }

    Location locate(EObject object) {
        return locations.apply(standIns.getOrDefault(object, object));
    }

    PenumbraException at(EObject object, String code, String message) {
        return at(object, code, message, "");
    }

    PenumbraException at(EObject object, String code, String message, String advice) {
        return PenumbraException.badInput(Problem.error(code, message).at(locate(object)).advise(advice));
    }

    /** Parsed, but without a compilation yet. */
    PenumbraException notCompiled(EObject object, String what) {
        return at(object, "PEN-2900", what + " cannot be compiled yet.");
    }

    PenumbraException shapes(EObject object, String what, Value expected, Value found) {
        return at(object, "PEN-2101", what + ": expected " + Shapes.describe(expected.shape()) + ", found "
                + Shapes.describe(found.shape()) + ".");
    }
}
