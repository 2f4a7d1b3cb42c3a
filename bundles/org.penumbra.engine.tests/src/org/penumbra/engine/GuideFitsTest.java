package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.inference.Guide;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Guide blocks in runs: from the text of the language's own example to results. */
class GuideFitsTest {

    /** As in the language reference. */
    private static final String RUGGED_GUIDE = """
            guide RuggedGuide for Rugged {
              param loc   : real[4]        = 0
              param scale : covCholesky[4] = identity(4)
              a, bA, bR, bAR ~ MultivariateNormal(loc, scaleTril = scale)     // scalar sites drawn jointly
              param m : real = 0
              param s : positive = 0.1
              sigma ~ Transformed(Normal(m, s), intervalTransform(0, 10))
            }
            """;

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    /** The model of the shipped example with a run by SVI. */
    private Path rugged(String guide) throws IOException {
        Path example = folder.resolve("rugged.penumbra");
        if (!Files.exists(example)) {
            Examples.into(folder);
        }
        String model = Files.readString(example);
        String before = model.substring(0, model.indexOf("infer "));
        return Files.writeString(folder.resolve("own.penumbra"), before + RUGGED_GUIDE + """
                infer svi of Rugged {
                  data "rugged.csv" (africa = cont_africa, rugged = rugged, logGdp = log(rgdppc_2000)) missing = drop
                  algorithm SVI(steps = 6000)
                  guide     %s
                  optimizer Adam(lr = 0.02)
                  seed 1
                }
                """.formatted(guide));
    }

    private Fit fit(FitRequest request) {
        return session.fit(request.withSeed(1), Progress.NONE, Cancellation.NEVER);
    }

    /**
     * Both guides hold the same distributions of the four coefficients, correlations included, and sigma is all but
     * independent of them; so means agree. Either ends within about 0.05 standard deviations of the optimum (the noise
     * of the last steps at this learning rate) and summarises 5000 draws (0.014 more); 0.25 leaves nothing to chance.
     */
    @Test
    void theCanonicalGuideAgreesWithTheAutomaticOne() throws IOException {
        Fit own = fit(FitRequest.of(rugged("RuggedGuide()")));
        Fit automatic = fit(FitRequest.of(rugged("AutoMultivariateNormal()")));
        assertEquals("RuggedGuide", own.partName(Point.GUIDES));
        for (int i = 0; i < own.sites().size(); i++) {
            double sd = automatic.sites().get(i).sd();
            assertEquals(automatic.sites().get(i).mean(), own.sites().get(i).mean(), 0.25 * sd,
                    own.sites().get(i).name());
            assertEquals(1, own.sites().get(i).sd() / sd, 0.15, own.sites().get(i).name());
        }
        assertEquals(automatic.result().elbo().mean(), own.result().elbo().mean(), 0.1);
        assertTrue(own.kHat() < 0.7, () -> "k-hat " + own.kHat());
    }

    @Test
    void fittedParametersAreInTheResults() throws IOException {
        Path run = folder.resolve("run");
        Fit fit = fit(FitRequest.of(rugged("RuggedGuide()")).intoFolder(run).withSetting("algorithm.steps", "300"));
        List<String> names = fit.guideValues().stream().map(Guide.NamedValue::name).toList();
        assertEquals(4 + 16 + 2, names.size());
        assertEquals(List.of("loc[1]", "loc[2]", "loc[3]", "loc[4]", "scale[1,1]"), names.subList(0, 5));
        String json = Files.readString(run.resolve("run.json"));
        assertTrue(json.contains("\"guide\" : \"RuggedGuide\""), json);
        assertTrue(json.contains("\"guideParameters\" : {"), json);
        assertTrue(json.contains("\"declaredIn\" : \"model.penumbra\""), json);
        String guide = Files.readString(run.resolve("guide.json"));
        assertTrue(guide.contains("\"scale[4,4]\" : " + fit.guideValues().get(19).value()), guide);
    }

    @Test
    void theCommandLineNamesBlocksToo() throws IOException {
        Path file = rugged("AutoNormal()");
        Fit fit = fit(FitRequest.of(file).withPart(Point.GUIDES, "RuggedGuide").withSetting("algorithm.steps", "50"));
        assertEquals("RuggedGuide", fit.partName(Point.GUIDES));
        Files.writeString(file, "model Other { x ~ Normal(0, 1) }\nguide G for Other { x ~ Normal(0, 1) }\n"
                + Files.readString(file));
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> fit(FitRequest.of(file).withRun("svi").withPart(Point.GUIDES, "G")));
        assertEquals("PEN-5016", refused.problems().getFirst().code());
    }

    /** Only the guide that is used has to be right. */
    @Test
    void aWrongGuideKeepsItsRunsFromStarting() throws IOException {
        Path file = rugged("AutoNormal()");
        Files.writeString(file, Files.readString(file) + "\nguide Wrong for Rugged { a ~ Normal(0, 1) }\n");
        fit(FitRequest.of(file).withSetting("algorithm.steps", "50"));
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> fit(FitRequest.of(file).withPart(Point.GUIDES, "Wrong")));
        assertEquals("PEN-1501", refused.problems().getFirst().code());
    }

    /** One guide for all rows, each with its own scale: what a mean field of this hierarchy cannot have. */
    @Test
    void aConditionalGuideIsCloserThanAMeanField() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.penumbra"), """
                model Rows {
                  data n : int  data y : real[n]
                  mu ~ Normal(0, 1)
                  plate i in 1..n { t[i] ~ Normal(mu, 1)  y[i] ~ Normal(t[i], sqrt(2)) }
                }
                guide Conditional for Rows {
                  param m : real = 0
                  param s : positive = 1
                  param gain : unit = 0.5
                  mu ~ Normal(m, s)
                  plate i in 1..n { t[i] ~ Normal(mu + gain * (y[i] - mu), sqrt(2 * gain)) }
                }
                """);
        Path data = Files.writeString(folder.resolve("rows.csv"), "y\n1.5\n-0.5\n2\n");
        FitRequest request = FitRequest.of(file).withData(data).withSetting("algorithm.steps", "3000");
        Fit own = fit(request.withPart(Point.GUIDES, "Conditional"));
        Fit meanField = fit(request.withPart(Point.GUIDES, "AutoNormal"));
        double[] expected = {0.5, Math.sqrt(0.5), 1.0 / 3};
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], own.guideValues().get(k).value(), 0.05, own.guideValues().get(k).name());
        }
        assertTrue(own.result().elbo().mean() > meanField.result().elbo().mean() + 0.1, () -> own.result().elbo() + " "
                + meanField.result().elbo());
    }

    /** A run of one step that hardly moves ends where it began: where the earlier run of the same block ended. */
    @Test
    void aBlockStartsWhereItEnded() throws IOException {
        Path first = folder.resolve("first");
        Fit ended = fit(FitRequest.of(rugged("RuggedGuide()")).intoFolder(first)
                .withSetting("algorithm.steps", "400"));
        Fit again = fit(FitRequest.of(rugged("RuggedGuide()")).startingFrom(first)
                .withSetting("algorithm.steps", "1").withSetting("optimizer.lr", "1e-9"));
        for (int k = 0; k < ended.guideValues().size(); k++) {
            double expected = ended.guideValues().get(k).value();
            assertEquals(expected, again.guideValues().get(k).value(), 1e-6 * Math.max(1, Math.abs(expected)),
                    ended.guideValues().get(k).name());
        }
        assertTrue(again.findings().stream().noneMatch(one -> one.message().contains("--init-from")));
    }

    /** The draws of another guide say nothing of the parameters of a block, and the fit says so. */
    @Test
    void aBlockDoesNotStartFromAnotherGuide() throws IOException {
        Path first = folder.resolve("first");
        fit(FitRequest.of(rugged("AutoNormal()")).intoFolder(first).withSetting("algorithm.steps", "50"));
        Fit own = fit(FitRequest.of(rugged("RuggedGuide()")).startingFrom(first)
                .withSetting("algorithm.steps", "1").withSetting("optimizer.lr", "1e-9"));
        assertEquals(0, own.guideValues().getFirst().value(), 1e-6);
        assertTrue(own.findings().stream().anyMatch(one -> one.message().equals("The guide RuggedGuide began at the "
                + "starting values of its text: the run named by --init-from was fitted by another guide.")),
                () -> own.findings().toString());
    }
}
