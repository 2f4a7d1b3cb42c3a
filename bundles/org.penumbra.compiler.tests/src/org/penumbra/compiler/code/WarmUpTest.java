package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penumbra.compiler.Vectors;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Vector code is prepared for those who run a program, as long as they do. */
@Timeout(60)
class WarmUpTest {

    private static final int ROWS = 5_000;

    /** A machine on which vector code never proves to be faster. */
    private static final class Undecided implements Vectors.Platform {

        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final AtomicInteger rounds = new AtomicInteger();
        /** One for each run that a round waits for, so that no round ends without one, however busy the machine is. */
        private final Semaphore runs = new Semaphore(0);
        private volatile boolean waits;

        @Override
        public int width() {
            return 8;
        }

        @Override
        public void inBackground(Runnable task) {
            threads.add(Thread.ofPlatform().daemon().start(task));
        }

        @Override
        public long processorTime() {
            return 0;
        }

        @Override
        public long allocatedBytes() {
            return 0;
        }

        @Override
        public void pause() {
            rounds.incrementAndGet();
            if (waits) {
                runs.drainPermits();
                runs.acquireUninterruptibly(2); // the first may be of a run that began before
            }
        }
    }

    private final Undecided platform = new Undecided();
    private final double[] x = {0.3};
    private final double[] out = new double[1];

    private CompiledProgram program() {
        Check check = new Check();
        Array a = check.free("a", 1);
        Array y = check.data("y", new Random(1).doubles(ROWS).toArray());
        Loop i = new Loop(new Index("i", 1), Expr.of(1), Expr.of(ROWS));
        Expr row = new Element(y, i.index().minus(1)).times(new Element(a, Expr.of(0))).minus(1).square();
        return check.compile(new Sum(i, row.plus(1).sqrt()), new Vectors(Vectors.Mode.AUTO, platform));
    }

    @Test
    void endsWhenNobodyRunsTheProgramAndBeginsAgainWithTheNextWhoDoes() throws InterruptedException {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        CompiledProgram program = program();
        Compiled tiered = program.newInstance();
        while (platform.threads.isEmpty()) {
            tiered.run(x, out);
        }
        platform.threads.getFirst().join(30_000);
        assertFalse(platform.threads.getFirst().isAlive());
        assertEquals(WarmUp.State.COLD, program.warmUp().state());
        tiered.run(x, out);
        assertEquals(2, platform.threads.size());
    }

    @Test
    void goesOnWhileSomebodyRunsTheProgram() {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        platform.waits = true;
        CompiledProgram program = program();
        Compiled tiered = program.newInstance();
        while (platform.rounds.get() < 4) {
            tiered.run(x, out);
            platform.runs.release();
        }
        assertEquals(WarmUp.State.RUNNING, program.warmUp().state());
        assertEquals(1, platform.threads.size());
    }
}
