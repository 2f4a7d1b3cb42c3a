package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/**
 * A convolutional network that tells upright bars of three pixels from lying ones, wherever they are in an image of 8 x
 * 8 pixels with noise. Which it is is no linear function of the pixels: each pixel is lit equally often. Seeds are
 * fixed.
 */
class ImageClassifierTest {

    private static final int IMAGES = 200;
    private static final int SIZE = 8;
    private static final String MODEL = """
            network Upright(x : real[8, 8]) : real[1] {
              c = Conv2D(4, 3, activation = relu, init = kaiming)(x)
              p = MaxPool2D(6)(c)
              return Dense(1)(Flatten()(p))
            }
            model Bars {
              data N : int  data x : real[N, 8, 8]  data upright : int(min = 0, max = 1)[N]
              plate image: i in 1..N { upright[i] ~ Bernoulli(logits = Upright(x[i])[1]) }
            }
            infer train of Bars {
              data "images.json"
              algorithm SVI(epochs = 40, validation = 0.2, draws = 10)
              optimizer Adam(lr = 0.02, schedule = cosine)
              subsample image = 20
            }
            """;

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("m.penumbra"), MODEL);
        RandomStream random = RandomStream.of(9);
        StringJoiner images = new StringJoiner(", ", "\"x\": [", "]");
        StringJoiner labels = new StringJoiner(", ", "\"upright\": [", "]");
        for (int i = 0; i < IMAGES; i++) {
            boolean upright = random.nextDouble() < 0.5;
            labels.add(upright ? "1" : "0");
            images.add(image(upright, 1 + random.nextInt(SIZE - 2), 1 + random.nextInt(SIZE - 2), random));
        }
        Files.writeString(folder.resolve("images.json"), "{\"N\": " + IMAGES + ", " + images + ", " + labels + "}");
    }

    private static String image(boolean upright, int row, int column, RandomStream random) {
        StringJoiner rows = new StringJoiner(", ", "[", "]");
        for (int y = 0; y < SIZE; y++) {
            StringJoiner pixels = new StringJoiner(", ", "[", "]");
            for (int x = 0; x < SIZE; x++) {
                boolean lit = upright ? x == column && Math.abs(y - row) <= 1 : y == row && Math.abs(x - column) <= 1;
                pixels.add(String.valueOf((lit ? 1 : 0) + 0.1 * random.nextGaussian()));
            }
            rows.add(pixels.toString());
        }
        return rows.toString();
    }

    /** Guessing costs log 2 = 0.69 nats for each image. */
    @Test
    void itTellsBarsApartThatItHasNotSeen() {
        Fit fit = fit(2);
        assertTrue(fit.measurement("validationElbo") / IMAGES > -0.1,
                "log density of a label " + fit.measurement("validationElbo") / IMAGES);
        assertArrayEquals(fit.result().draws().points()[0], fit(1).result().draws().points()[0], 0);
    }

    private Fit fit(int threads) {
        return new Session(Registry.open()).fit(FitRequest.of(file).withSeed(3).withThreads(threads), Progress.NONE,
                Cancellation.NEVER);
    }
}
