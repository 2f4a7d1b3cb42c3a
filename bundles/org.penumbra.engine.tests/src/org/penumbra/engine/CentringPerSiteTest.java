package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Centering;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Target;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.math.RandomStream;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.Verdict;

/**
 * Two sets of groups, one with precise data and one with vague data: the first wants its effects centred, the second
 * non-centred, and the automatic choice gives each what it wants.
 */
class CentringPerSiteTest {

    private static final int GROUPS = 20;

    @TempDir
    Path folder;

    private Fit fit(String precise, String vague) throws IOException {
        return fit(precise, vague, "Auto", 1);
    }

    private Fit fit(String precise, String vague, String algorithm, long seed) throws IOException {
        RandomStream random = RandomStream.of(5);
        StringBuilder rows = new StringBuilder("y,z\n");
        for (int j = 0; j < GROUPS; j++) {
            rows.append(String.format(Locale.ROOT, "%.5f,%.5f%n", 1 + random.nextGaussian(),
                    2 + 0.5 * random.nextGaussian()));
        }
        Files.writeString(folder.resolve("groups.csv"), rows);
        Path model = Files.writeString(folder.resolve("m.penumbra"), """
                model TwoSets {
                  data n : int(min = 1)  data y : real[n]  data z : real[n]
                  m ~ Normal(0, 5)  s ~ HalfNormal(5)
                  k ~ Normal(0, 5)  t ~ HalfNormal(5)
                  plate i in 1..n {
                    much[i] ~ Normal(m, s) %s
                    little[i] ~ Normal(k, t) %s
                    y[i] ~ Normal(much[i], 0.02)
                    z[i] ~ Normal(little[i], 3)
                  }
                }
                infer two of TwoSets { data "groups.csv"  algorithm %s }
                """.formatted(precise, vague, algorithm));
        return new Session(Registry.open()).fit(FitRequest.of(model).withSeed(seed), Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void eachSiteAsItWantsItWhateverTheTextSays() throws IOException {
        chooses(fit("", ""), "with little non-centred");
        chooses(fit("@noncentered", "@noncentered"), "with little non-centred");
        // What is right already holds as it is written.
        Fit right = fit("", "@noncentered");
        assertEquals(Verdict.TRUSTED, right.verdict(), right.findings().toString());
    }

    /** The only answer that is known stands on a ridge of the density, where the scale of vague groups is large. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theChoiceDoesNotDependOnTheSeed(long seed) throws IOException {
        Fit rough = fit("@noncentered", "@noncentered", "Auto(highest = 20)", seed);
        String last = rough.result().findings().getLast().message();
        assertTrue(last.contains("Pathfinder with little non-centred"), last);
    }

    /** Functions and networks stand beside the model, and a copy of it finds them there. */
    @Test
    void modelsThatCallWhatTheirFileDeclaresCanBeCentred() {
        Registry registry = Registry.open();
        ModelFile file = new ModelReader(registry).read("""
                function twice(v : real) : real = 2 * v
                network Net(v : real[1]) : real[1] { return Dense(1, prior = Normal(0, 1))(v) }
                model M {
                  data n : int(min = 1)  data y : real[n]
                  m ~ Normal(0, 5)
                  plate i in 1..n {
                    a[i] ~ Normal(twice(m) + Net([m])[1], 1)
                    y[i] ~ Normal(a[i], 1)
                  }
                }
                """, "test.penumbra");
        Model model = (Model) file.script().getDeclarations().getLast();
        Centering centering = new Centering(model, registry.distributions());
        Map<String, BoundArray> data = Map.of("y", new BoundArray(List.of(2), new double[] {1, 2}, k -> ""));
        Target target = new ModelCompiler(new InstalledParts(registry.distributions(), registry.layers()),
                element -> null).compile(centering.with(Set.of("a")), data).target();
        // One of each: m, a weight and a bias at 0 with densities 1/5, 1 and 1; a[i] = u[i] at 0.
        double[] gradient = new double[5];
        assertEquals(-7 * 0.5 * Math.log(2 * Math.PI) - Math.log(5) - 2.5,
                target.logDensityAndGradient(new double[5], gradient), 1e-12);
    }

    private static void chooses(Fit fit, String expected) {
        assertEquals(Verdict.TRUSTED, fit.verdict(), fit.findings().toString());
        String last = fit.result().findings().getLast().message();
        assertTrue(last.startsWith("Chosen automatically: ") && last.contains(expected), last);
    }
}
