package org.penumbra.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts that are nearly scripts: examples with changed tokens or characters, and mixed statements of several. */
final class Mutations {

    private static final Pattern TOKENS = Pattern.compile("\\s+|\\w+|\"[^\"]*\"|\\.\\.|.");

    private final Random random;
    /** Declarations of the examples, one each. */
    private final List<String> pieces;
    private final List<String> words;
    /** Lines of the examples that are whole statements. */
    private final List<String> statements;

    Mutations(List<String> scripts, Random random) {
        this.random = random;
        this.pieces = scripts.stream().flatMap(text ->
                Stream.of(text.split("\\R(?=(?:/\\*\\*|model|guide|function|network|infer))"))).toList();
        this.words = pieces.stream().flatMap(piece -> tokens(piece).stream()).distinct().toList();
        this.statements = scripts.stream().flatMap(String::lines).map(String::strip)
                .filter(line -> line.contains("~") || line.contains("=") || line.startsWith("data "))
                .filter(line -> line.chars().filter(c -> c == '{').count() == line.chars().filter(c -> c == '}')
                        .count()).toList();
    }

    /** Up to four tokens lost, doubled, swapped, taken from elsewhere, or the rest cut off. */
    String tokens() {
        List<String> tokens = tokens(pick(pieces));
        for (int change = random.nextInt(4); change >= 0 && tokens.size() > 2; change--) {
            mutate(tokens);
        }
        return String.join("", tokens);
    }

    private void mutate(List<String> tokens) {
        int at = random.nextInt(tokens.size() - 1);
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.set(at, tokens.set(at + 1, tokens.get(at)));
            case 3 -> tokens.set(at, pick(words));
            default -> tokens.subList(at, tokens.size()).clear();
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

    /** Up to six characters that are anything, halves of surrogate pairs included. */
    String characters() {
        StringBuilder text = new StringBuilder(pick(pieces));
        for (int change = random.nextInt(6); change >= 0; change--) {
            char any = switch (random.nextInt(3)) {
                case 0 -> (char) random.nextInt(128);
                case 1 -> (char) random.nextInt(0x3000);
                default -> (char) random.nextInt(0x10000);
            };
            text.setCharAt(random.nextInt(text.length()), any);
        }
        return text.toString();
    }

    /** A model of statements that are right in models of their own. */
    String mixed() {
        StringBuilder text = new StringBuilder("model Mixed {\n");
        for (int count = random.nextInt(12); count >= 0; count--) {
            boolean loop = random.nextInt(5) == 0;
            text.append(loop ? "plate i in 1..n { " + pick(statements) + " }" : pick(statements)).append('\n');
        }
        return text.append("}\n").toString();
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
