package org.penumbra.compiler.target;

import java.util.function.Supplier;

/** Something that is made when it is first asked for, once for all threads. */
public final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private T made;

    /** @param maker does not return null */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
