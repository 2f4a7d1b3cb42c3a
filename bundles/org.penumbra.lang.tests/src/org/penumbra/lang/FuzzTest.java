package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Problem;

/** Whatever the text: problems, but no exception and no hang. Seeds are fixed; a failure names the text. */
class FuzzTest {

    private static final int CASES = Integer.getInteger("penumbra.fuzz", 1000);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern TOKENS = Pattern.compile("\\s+|\\w+|\"[^\"]*\"|\\.\\.|.");

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

    /** Pieces of the canonical examples, one declaration each. */
    private static List<String> pieces() {
        String all = Scripts.text(Scripts.testData().resolve("canonical/all.penumbra"));
        return List.of(all.split("\\R(?=(?:/\\*\\*|model|guide|function|network|infer))"));
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    @Test
    void tokensLostDoubledSwappedAndTaken() {
        Random random = new Random(20261122);
        List<String> pieces = pieces();
        List<String> words = pieces.stream().flatMap(piece -> tokens(piece).stream()).distinct().toList();
        for (int i = 0; i < CASES; i++) {
            List<String> tokens = tokens(pieces.get(random.nextInt(pieces.size())));
            for (int change = random.nextInt(4); change >= 0 && tokens.size() > 2; change--) {
                mutate(tokens, words, random);
            }
            read(String.join("", tokens));
        }
    }

    private static void mutate(List<String> tokens, List<String> words, Random random) {
        int at = random.nextInt(tokens.size() - 1);
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.set(at, tokens.set(at + 1, tokens.get(at)));
            case 3 -> tokens.set(at, words.get(random.nextInt(words.size())));
            default -> tokens.subList(at, tokens.size()).clear();
        }
    }

    @Test
    void bytesOfAnyKind() {
        Random random = new Random(42);
        List<String> pieces = pieces();
        for (int i = 0; i < CASES / 4; i++) {
            StringBuilder text = new StringBuilder(pieces.get(random.nextInt(pieces.size())));
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char any = random.nextBoolean() ? (char) random.nextInt(128) : (char) random.nextInt(0x3000);
                text.setCharAt(at, any);
            }
            read(text.toString());
        }
    }

    @Test
    void programsOfTheGrammar() {
        RandomProgram programs = new RandomProgram(new Random(7));
        for (int i = 0; i < CASES; i++) {
            String text = programs.next();
            read(text).stream().filter(p -> p.code().equals("PEN-1001")).findFirst()
                    .ifPresent(problem -> {
                        throw new AssertionError(problem.render() + " in:\n" + text);
                    });
        }
    }
}
