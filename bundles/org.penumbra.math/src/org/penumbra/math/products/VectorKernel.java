package org.penumbra.math.products;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.core.Workers;

/** Panels in vector registers. Slow until the JIT compiler has compiled it. */
final class VectorKernel implements MatrixKernel {

    /** One class for all users: what the JIT compiler has compiled for one is ready for the next. */
    private static final Map<Integer, VectorKernel> LOADED = new ConcurrentHashMap<>();

    private final int width;
    private final Tiles tiles;

    /** @param width numbers of 64 bits in a register: 2, 4 or 8 */
    static VectorKernel of(int width) {
        return LOADED.computeIfAbsent(width, VectorKernel::new);
    }

    private VectorKernel(int width) {
        this.width = width;
        try {
            tiles = (Tiles) MethodHandles.lookup().defineHiddenClass(TileEmitter.emit(width), true).lookupClass()
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
        return new PartedMultiplier(workers, () -> new VectorPart(tiles));
    }
}
