package org.penumbra.benchmarks;

import java.util.Arrays;
import java.util.Map;
import org.penumbra.math.RandomStream;

/** Data for mixtures and mixed memberships. */
final class Topics {

    private static final int LENGTH = 200;
    private static final int TOPICS = 50;
    private static final int WORDS = 5_000;

    private Topics() {
    }

    /** Ten normal components, 3 standard deviations apart. */
    static Workload clusters(int rows) {
        RandomStream random = RandomStream.of(11);
        double[] y = new double[rows];
        Arrays.setAll(y, i -> 3 * random.nextInt(10) + random.nextGaussian());
        return Workload.of("clusters", new Synthetic().vector("y", y).scalar("K", 10), Map.of());
    }

    /** Documents of 200 tokens with three topics each; a topic prefers a hundred words of its own. */
    static Workload topics(int tokens) {
        RandomStream random = RandomStream.of(12);
        double[] doc = new double[tokens];
        double[] word = new double[tokens];
        for (int i = 0; i < tokens; i++) {
            int document = i / LENGTH;
            int topic = (7 * document + 11 * random.nextInt(3)) % TOPICS;
            doc[i] = 1 + document;
            word[i] = 1 + (100 * topic + random.nextInt(1 + random.nextInt(150))) % WORDS;
        }
        return Workload.of("topics", new Synthetic().vector("doc", doc).vector("word", word)
                .scalar("D", Math.ceilDiv(tokens, LENGTH)).scalar("K", TOPICS).scalar("V", WORDS), Map.of());
    }
}
