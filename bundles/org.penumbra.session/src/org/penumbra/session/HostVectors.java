package org.penumbra.session;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.compiler.Vectors;
import org.penumbra.math.products.MatrixKernel;

/**
 * The Vector API of the Java that this runs on. It is an incubator module, which no program sees without
 * {@code --add-modules}; that option costs every start 15 ms and a warning, so the start script opens instead the door
 * through which the JDK itself loads modules late, and the module is loaded when a fit turns out to be long.
 */
public final class HostVectors implements Vectors.Platform {

    /** {@code off}, {@code on} or {@code auto}, which is what holds when it says nothing. */
    private static final String SWITCH = "penumbra.vector";
    private static final String MODULE = "jdk.incubator.vector";
    private static final long PAUSE = 5_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** What the system property asks for. */
    public static Vectors configured() {
        Vectors.Mode mode = switch (System.getProperty(SWITCH, "").toLowerCase(Locale.ROOT)) {
            case "off" -> Vectors.Mode.OFF;
            case "on" -> Vectors.Mode.ON;
            default -> Vectors.Mode.AUTO;
        };
        return new Vectors(mode, new HostVectors());
    }

    /** Found out once, when it is first asked for. */
    private static final class Width {

        static final int LANES = isThere() ? preferred() : 0;

        private static boolean isThere() {
            return ModuleLayer.boot().findModule(MODULE).isPresent() || load();
        }

        private static boolean load() {
            if (!Object.class.getModule().isExported("jdk.internal.module", HostVectors.class.getModule())) {
                return false;
            }
            try {
                Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, MODULE);
                return true;
            } catch (ReflectiveOperationException absent) {
                return false; // a Java without the module, or one that loads modules in another way: scalar code it is
            }
        }

        /** Numbers in the registers that this machine prefers; only 8 and 4 have code. */
        private static int preferred() {
            ClassLoader loader = ModelCompiler.class.getClassLoader();
            try {
                Object species = Class.forName(MODULE + ".DoubleVector", true, loader).getField("SPECIES_PREFERRED")
                        .get(null);
                int length = (int) Class.forName(MODULE + ".VectorSpecies", true, loader).getMethod("length")
                        .invoke(species);
                return length >= 8 ? 8 : length == 4 ? 4 : 0;
            } catch (ReflectiveOperationException changed) {
                return 0; // not the API that vector code is written for
            }
        }
    }

    @Override
    public int width() {
        return Width.LANES;
    }

    @Override
    public Optional<MatrixKernel> products() {
        return HostProducts.own();
    }

    @Override
    public void inBackground(Runnable task) {
        Thread.ofPlatform().daemon().name("penumbra-vectors").priority(Thread.MIN_PRIORITY).start(task);
    }

    @Override
    public long processorTime() {
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    @Override
    public long allocatedBytes() {
        return threads instanceof com.sun.management.ThreadMXBean counting
                ? counting.getCurrentThreadAllocatedBytes() : 0;
    }

    @Override
    public void pause() {
        LockSupport.parkNanos(PAUSE);
    }
}
