package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * A variational auto-encoder whose networks are trained together, the decoder's weights as parameters of the model and
 * the encoder's as those of the guide. Images are bars: a row of 4 x 4 pixels with some noise. The seed is fixed.
 */
class AutoEncoderTest {

    private static final int IMAGES = 240;
    private static final String MODEL = """
            network Encoder(x : real[16]) : (loc : real[2], scale : positive[2]) {
              h = Dense(12, tanh)(x)
              loc = Dense(2)(h)
              scale = exp(Dense(2)(h))
            }
            network Decoder(z : real[2]) : real[16] { h = Dense(12, tanh)(z)  return Dense(16)(h) }
            model Bars {
              data N : int  data x : int(min = 0, max = 1)[N, 16]
              plate image: i in 1..N {
                z[i] : real[2] ~ Normal(0, 1)
                x[i] ~ Bernoulli(logits = Decoder(z[i]))
              }
            }
            guide G for Bars { plate image: i in 1..N { e = Encoder(x[i])  z[i] ~ Normal(e.loc, e.scale) } }
            infer train of Bars {
              data "images.json"
              guide G
              algorithm SVI(epochs = 120, validation = 0.2, draws = 20)
              objective TraceELBO(annealing = 100)
              optimizer Adam(lr = 0.02, schedule = cosine)
              subsample image = 24
            }
            """;

    @TempDir
    Path folder;
    private Path file;
    private double independent;
    private final Session session = new Session(Registry.open());

    /** Each pixel is on in a quarter of the images, but for noise. */
    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("m.penumbra"), MODEL);
        RandomStream random = RandomStream.of(9);
        int[] on = new int[16];
        StringJoiner images = new StringJoiner(", ", "{\"N\": " + IMAGES + ", \"x\": [", "]}");
        for (int i = 0; i < IMAGES; i++) {
            int bar = random.nextInt(4);
            StringJoiner image = new StringJoiner(", ", "[", "]");
            for (int k = 0; k < 16; k++) {
                int pixel = k / 4 == bar ^ random.nextDouble() < 0.02 ? 1 : 0;
                on[k] += pixel;
                image.add(String.valueOf(pixel));
            }
            images.add(image.toString());
        }
        Files.writeString(folder.resolve("images.json"), images.toString());
        for (int count : on) {
            double share = (double) count / IMAGES;
            independent += count * Math.log(share) + (IMAGES - count) * Math.log(1 - share);
        }
    }

    /** Without latent sites an image costs 9 nats; knowing the bar, 1.4 for the bar and 1.6 for the noise. */
    @Test
    void itKnowsTheBars() {
        Fit fit = fit(FitRequest.of(file));
        assertEquals(9, -independent / IMAGES, 0.2);
        assertEquals(120 * 8, fit.result().steps());
        assertTrue(fit.result().elbo().mean() / IMAGES > -5, "ELBO of an image "
                + fit.result().elbo().mean() / IMAGES);
        assertTrue(fit.measurement("validationElbo") / IMAGES > -6, "on images that were held out "
                + fit.measurement("validationElbo") / IMAGES);
    }

    @Test
    void aStoppedRunGoesOnToTheSameBitsWithAnyNumberOfThreads() {
        FitRequest request = FitRequest.of(file).withSeed(3).withSetting("algorithm.epochs", "30");
        AtomicBoolean stop = new AtomicBoolean();
        session.fit(request.withThreads(1).intoFolder(folder.resolve("part")),
                (done, total, objective) -> stop.compareAndSet(false, done >= 130), stop::get);
        Fit resumed = session.fit(request.withThreads(3).resuming(folder.resolve("part")), Progress.NONE,
                Cancellation.NEVER);
        assertArrayEquals(fit(request.withThreads(2)).result().draws().points()[7],
                resumed.result().draws().points()[7], 0.0);
    }

    private Fit fit(FitRequest request) {
        return session.fit(request.withSeed(3), Progress.NONE, Cancellation.NEVER);
    }
}
