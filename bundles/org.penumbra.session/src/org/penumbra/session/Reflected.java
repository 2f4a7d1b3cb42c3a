package org.penumbra.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Reads components of records whose type is known only at run time, and which another bundle may keep to itself. */
final class Reflected {

    private Reflected() {
    }

    static Object component(Record options, String name) {
        try {
            Method accessor = options.getClass().getMethod(name);
            accessor.setAccessible(true);
            return accessor.invoke(options);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("cannot read option " + name + " of " + options.getClass().getName(),
                    broken);
        }
    }
}
