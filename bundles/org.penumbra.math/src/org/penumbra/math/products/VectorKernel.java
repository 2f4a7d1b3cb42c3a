package org.penumbra.math.products;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.core.Workers;

/**
 * Panels in vector registers. Slow until the JIT compiler has compiled it.
 *
 * @param width numbers of 64 bits in a register: 2, 4 or 8
 */
record VectorKernel(int width) implements MatrixKernel {

    /** One class for all users: what the JIT compiler has compiled for one is ready for the next. */
    private static final Map<Integer, Tiles> LOADED = new ConcurrentHashMap<>();

    VectorKernel {
        if (width != 2 && width != 4 && width != 8) {
            throw new IllegalArgumentException("registers of 2, 4 or 8 numbers are expected, found " + width);
        }
    }

    private static Tiles load(int width) {
        try {
            return (Tiles) MethodHandles.lookup().defineHiddenClass(TileEmitter.emit(width), true).lookupClass()
                    .getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class cannot be loaded", e);
        }
    }

    @Override
    public String name() {
        return "vectors of " + 64 * width + " bits";
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public Multiplier multiplier(Workers workers) {
        Tiles tiles = LOADED.computeIfAbsent(width, VectorKernel::load);
        return new PartedMultiplier(workers, () -> new VectorPart(tiles));
    }
}
