package org.penumbra.compiler.code;

import java.util.Optional;
import org.penumbra.compiler.Vectors;
import org.penumbra.math.products.MatrixKernel;

/** A machine with registers of a given width and a clock on which whatever runs later takes longer. */
final class TestPlatform implements Vectors.Platform {

    private final int width;
    private final Optional<MatrixKernel> products;
    private long time = 1;

    TestPlatform(int width) {
        this(width, Optional.empty());
    }

    TestPlatform(int width, Optional<MatrixKernel> products) {
        this.width = width;
        this.products = products;
    }

    static Vectors on(int width) {
        return new Vectors(Vectors.Mode.ON, new TestPlatform(width));
    }

    static boolean hasVectors() {
        return ModuleLayer.boot().findModule(VectorApi.MODULE).isPresent();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public Optional<MatrixKernel> products() {
        return products;
    }

    @Override
    public void inBackground(Runnable task) {
        task.run();
    }

    @Override
    public long processorTime() {
        time *= 2;
        return time;
    }

    @Override
    public long allocatedBytes() {
        return 0;
    }

    @Override
    public void pause() {
        // nothing to wait for
    }
}
