package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;

/**
 * Whatever model is accepted compiles with data that fit it and has the density of the slow evaluator and the gradient
 * of differences, or is refused with a code; there is no other way out. Seeds are fixed; a failure names the program.
 * Start the tests with {@code -Dpenumbra.fuzz=10000} for more programs.
 */
class FuzzedProgramsTest {

    private static final int CASES = Integer.getInteger("penumbra.fuzz", 200);
    private static final int POINTS = 3;
    /** Of the programs that mean something, how many must get as far as a density and a gradient: nine of ten do. */
    private static final double EVALUATED = 0.75;
    /** Partial derivatives that differences can check, as a part of all: kinks and steep places take the rest. */
    private static final double COMPARED = 0.8;
    private static final Pattern CODE = Pattern.compile("PEN-\\d{4}");
    private static final Pattern TOKENS = Pattern.compile("\\s+|\\w+|\\.\\.|.");
    private static final Registry REGISTRY = Registry.open();
    private static final InstalledParts PARTS = new InstalledParts(REGISTRY.distributions(), REGISTRY.layers());
    private static final ModelReader READER = new ModelReader(REGISTRY);

    /** How a program ended. */
    private enum End {
        NOT_ACCEPTED, NOT_COMPILED, NO_NUMBER, EVALUATED
    }

    private long partials;
    private long compared;

    private End run(String text, Map<String, BoundArray> data, Random random) {
        try {
            ModelFile file = READER.read(text, "fuzzed.penumbra");
            if (file.hasErrors()) {
                file.problems().forEach(FuzzedProgramsTest::requireCode);
                return End.NOT_ACCEPTED;
            }
            Model model = (Model) file.script().getDeclarations().stream().filter(Model.class::isInstance).findFirst()
                    .orElseThrow();
            return evaluate(new ModelCompiler(PARTS, file.locations()).compile(model, data)
                    .target(), random);
        } catch (PenumbraException refused) {
            assertFalse(refused.problems().isEmpty());
            refused.problems().forEach(FuzzedProgramsTest::requireCode);
            return End.NOT_COMPILED;
        } catch (AssertionError wrong) {
            throw new AssertionError(wrong.getMessage() + " of\n" + text, wrong);
        } catch (Exception | LinkageError | StackOverflowError fault) {
            throw new AssertionError("neither compiled nor refused:\n" + text, fault);
        }
    }

    private static void requireCode(Problem problem) {
        assertTrue(CODE.matcher(problem.code()).matches(), problem::render);
    }

    /**
     * A density is a number or minus infinity; where it is a number, density and gradient are those of the slow
     * evaluator and of differences.
     */
    private End evaluate(Target target, Random random) {
        double[] x = new double[target.dimension()];
        double[] gradient = new double[x.length];
        FuzzedDerivatives derivatives = new FuzzedDerivatives(target);
        End end = End.EVALUATED;
        for (int point = 0; point < POINTS; point++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = 0.8 * random.nextGaussian();
            }
            double density = target.logDensityAndGradient(x, gradient);
            if (Double.isFinite(density)) {
                derivatives.check(x, density, gradient);
                partials += x.length;
            } else if (density != Double.NEGATIVE_INFINITY) {
                end = End.NO_NUMBER;
            }
        }
        compared += derivatives.compared();
        return end;
    }

    @Test
    void modelsThatMeanSomething() {
        Random random = new Random(20261122);
        FuzzedModel models = new FuzzedModel(random);
        int[] ends = new int[End.values().length];
        for (int i = 0; i < CASES; i++) {
            String text = models.next();
            End end = run(text, models.data(), random);
            assertTrue(end != End.NO_NUMBER, () -> "the density is no number:\n" + text);
            ends[end.ordinal()]++;
        }
        assertTrue(ends[End.EVALUATED.ordinal()] > CASES * EVALUATED,
                () -> "few programs have a density: " + Arrays.toString(ends));
        assertTrue(compared > partials * COMPARED, () -> "few derivatives were compared: " + compared + " of "
                + partials);
    }

    /** With tokens lost, doubled, swapped and taken from elsewhere; values may leave where functions are defined. */
    @Test
    void modelsWithMistakes() {
        Random random = new Random(7);
        FuzzedModel models = new FuzzedModel(random);
        for (int i = 0; i < CASES; i++) {
            List<String> tokens = tokens(models.next());
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutate(tokens, random);
            }
            run(String.join("", tokens), models.data(), random);
        }
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static void mutate(List<String> tokens, Random random) {
        int at = random.nextInt(tokens.size() - 1);
        switch (random.nextInt(4)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.set(at, tokens.set(at + 1, tokens.get(at)));
            default -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
        }
    }

    @Test
    void theSameSeedGivesTheSameModels() {
        assertEquals(new FuzzedModel(new Random(1)).next(), new FuzzedModel(new Random(1)).next());
    }
}
