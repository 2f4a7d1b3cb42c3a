package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Problem;

/**
 * Whatever the text: problems, but no exception and no hang. Seeds are fixed; a failure names the text. Start the
 * tests with {@code -Dpenumbra.fuzz=10000} for more texts.
 */
class FuzzTest {

    /** Texts of all kinds together. */
    private static final int CASES = Integer.getInteger("penumbra.fuzz", 1000);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** What happens once, such as the set-up of the parser, does not count. */
    @BeforeAll
    static void warmUp() {
        Scripts.read("model A { mu ~ Normal(0, 1) }");
    }

    private static List<Problem> read(String text) {
        try {
            return assertTimeoutPreemptively(LIMIT, () -> {
                List<Problem> problems = Scripts.read(text).problems();
                problems.forEach(Problem::render);
                return problems;
            });
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("reading failed for:\n" + text, failure);
        }
    }

    private static void readAll(int count, Supplier<String> texts) {
        for (int i = 0; i < count; i++) {
            read(texts.get());
        }
    }

    private static Mutations mutations(int seed) {
        List<String> scripts = Scripts.scripts().stream().filter(script -> script.toString().contains("canonical")
                || script.toString().contains("valid")).map(Scripts::text).toList();
        return new Mutations(scripts, new Random(seed));
    }

    @Test
    void tokensLostDoubledSwappedAndTaken() {
        readAll(CASES * 4 / 10, mutations(20261122)::tokens);
    }

    @Test
    void charactersOfAnyKind() {
        readAll(CASES / 10, mutations(42)::characters);
    }

    @Test
    void statementsOfSeveralModels() {
        readAll(CASES * 2 / 10, mutations(3)::mixed);
    }

    @Test
    void programsOfTheGrammar() {
        RandomProgram programs = new RandomProgram(new Random(7));
        for (int i = 0; i < CASES * 3 / 10; i++) {
            String text = programs.next();
            read(text).stream().filter(p -> p.code().equals("PEN-1001")).findFirst()
                    .ifPresent(problem -> {
                        throw new AssertionError(problem.render() + " in:\n" + text);
                    });
        }
    }

    @Test
    void seedsDecideTheTexts() {
        assertTrue(mutations(5).mixed().equals(mutations(5).mixed()));
        assertTrue(new RandomProgram(new Random(5)).next().equals(new RandomProgram(new Random(5)).next()));
    }
}
