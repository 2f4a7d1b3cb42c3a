package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.penumbra.lang.ide.Layout.Item;
import org.penumbra.lang.text.Word;

/**
 * Columns: the colons of data, the tildes of sites and the comments behind statements stand below each other where
 * they follow line upon line.
 */
final class Alignment {

    /** Names that differ in length by more are not aligned. */
    private static final int WIDEST = 12;
    /** The same for comments. */
    private static final int WIDEST_COMMENT = 30;

    private static final Set<String> PARTS = Set.of("algorithm", "guide", "objective", "optimizer");

    private Alignment() {
    }

    static void of(List<Item> items) {
        List<List<Item>> lines = lines(items);
        align(lines, line -> colon(line), WIDEST);
        align(lines, line -> tilde(line), WIDEST);
        align(lines, line -> part(line), WIDEST);
        align(lines, line -> comment(line), WIDEST_COMMENT);
    }

    private static List<List<Item>> lines(List<Item> items) {
        List<List<Item>> lines = new ArrayList<>();
        for (Item item : items) {
            if (lines.isEmpty() || item.startsLine()) {
                lines.add(new ArrayList<>());
            }
            lines.getLast().add(item);
        }
        return lines;
    }

    /** @param which position in a line of what is aligned; 0 where there is nothing */
    private static void align(List<List<Item>> lines, Function<List<Item>, Integer> which, int widest) {
        List<List<Item>> group = new ArrayList<>();
        for (List<Item> line : lines) {
            boolean other = which.apply(line) == 0 || line.get(0).isApart()
                    || !group.isEmpty() && indent(line) != indent(group.get(0));
            if (other) {
                alignGroup(group, which, widest);
                group.clear();
            }
            if (which.apply(line) > 0) {
                group.add(line);
            }
        }
        alignGroup(group, which, widest);
    }

    private static int indent(List<Item> line) {
        return line.get(0).spaces();
    }

    private static void alignGroup(List<List<Item>> group, Function<List<Item>, Integer> which, int widest) {
        int longest = group.stream().mapToInt(line -> width(line, which.apply(line))).max().orElse(0);
        int shortest = group.stream().mapToInt(line -> width(line, which.apply(line))).min().orElse(0);
        if (longest - shortest <= widest) {
            group.forEach(line -> {
                Item aligned = line.get(which.apply(line));
                aligned.spaces(aligned.spaces() + longest - width(line, which.apply(line)));
            });
        }
    }

    /** Characters of a line in front of the gap of one of its words. */
    private static int width(List<Item> line, int position) {
        int width = 0;
        for (int i = 0; i < position; i++) {
            width += line.get(i).spaces() + line.get(i).word().text().length();
        }
        return width;
    }

    private static int colon(List<Item> line) {
        return line.size() > 3 && line.get(0).word().is("data") && line.get(1).word().isName()
                && line.get(2).word().is(":") ? 2 : 0;
    }

    /** Of {@code x[i] ~} or {@code x : real ~}. */
    private static int tilde(List<Item> line) {
        if (line.size() < 3 || !line.get(0).word().isName()) {
            return 0;
        }
        int at = 1;
        if (line.get(1).word().is("[")) {
            while (at < line.size() && !line.get(at).word().is("]")) {
                at++;
            }
            at++;
        }
        boolean site = at < line.size() && (line.get(at).word().is("~") || line.get(at).word().is(":"));
        return site ? at : 0;
    }

    /** Of {@code guide AutoNormal()} in a run. */
    private static int part(List<Item> line) {
        return line.size() > 1 && PARTS.contains(line.get(0).word().text()) && line.get(1).word().isName() ? 1 : 0;
    }

    private static int comment(List<Item> line) {
        int last = line.size() - 1;
        return line.get(last).word().kind() == Word.Kind.LINE_COMMENT ? last : 0;
    }
}
