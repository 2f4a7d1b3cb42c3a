package org.penumbra.flows;

import java.util.stream.IntStream;

/** Which coordinates condition which, layer by layer, so that in the end each depends on every other. */
final class Degrees {

    private Degrees() {
    }

    /** 1 to n, backwards in every other layer. */
    static int[] autoregressive(int n, int layer) {
        return IntStream.range(0, n).map(i -> layer % 2 == 0 ? i + 1 : n - i).toArray();
    }

    /** One half conditions the other: even and odd coordinates, odd and even, first and last, last and first. */
    static int[] coupling(int n, int layer) {
        return IntStream.range(0, n).map(i -> {
            boolean inFirst = layer % 4 < 2 ? i % 2 == 0 : i < (n + 1) / 2;
            return n == 1 || inFirst == (layer % 2 == 0) ? 1 : 2;
        }).toArray();
    }
}
