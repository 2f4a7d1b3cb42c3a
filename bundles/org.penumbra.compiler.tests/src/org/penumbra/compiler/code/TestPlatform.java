package org.penumbra.compiler.code;

import org.penumbra.compiler.Vectors;

/** A machine with registers of a given width and a clock on which whatever runs later takes longer. */
final class TestPlatform implements Vectors.Platform {

    private final int width;
    private long time = 1;

    TestPlatform(int width) {
        this.width = width;
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
