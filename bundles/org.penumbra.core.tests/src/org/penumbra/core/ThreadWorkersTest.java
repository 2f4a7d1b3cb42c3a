package org.penumbra.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadWorkersTest {

    @Test
    void everyPieceIsDoneOnce() {
        for (int threads : new int[] {1, 2, 5}) {
            try (ThreadWorkers workers = new ThreadWorkers(threads)) {
                AtomicIntegerArray done = new AtomicIntegerArray(1000);
                workers.run(1000, done::incrementAndGet);
                for (int i = 0; i < 1000; i++) {
                    assertEquals(1, done.get(i));
                }
            }
        }
    }

    /** Two pieces that wait for each other can only end when they run at once. */
    @Test
    void piecesRunSideBySide() {
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            CyclicBarrier both = new CyclicBarrier(2);
            workers.run(2, piece -> {
                try {
                    both.await();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            });
        }
    }

    @Test
    void piecesMayHavePieces() {
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            double[][] all = new double[20][50];
            workers.run(20, row -> workers.run(50, column -> all[row][column] = row * 100 + column));
            for (int row = 0; row < 20; row++) {
                double[] expected = new double[50];
                for (int column = 0; column < 50; column++) {
                    expected[column] = row * 100 + column;
                }
                assertArrayEquals(expected, all[row]);
            }
        }
    }

    @Test
    void theFailureOfThePieceIsThrown() {
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> workers.run(10, piece -> {
                if (piece == 7) {
                    throw new IllegalStateException("piece 7");
                }
            }));
            assertEquals("piece 7", thrown.getMessage());
        }
    }
}
