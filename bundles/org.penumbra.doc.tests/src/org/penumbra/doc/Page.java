package org.penumbra.doc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown page, as far as the tests need to understand it: fenced blocks, headings, links.
 *
 * @param path from the root of the repository
 */
record Page(String path, String text) {

    private static final Pattern FENCE = Pattern.compile("```(.*)");
    private static final Pattern CAPTION = Pattern.compile(".*`([\\w./-]+\\.\\w+)`[^`]*:");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        Optional<String> caption = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = end(lines, i);
                blocks.add(block(fence.group(1), lines.subList(i + 1, end), i + 1, caption));
                i = end;
            }
            if (!lines.get(i).isBlank()) {
                Matcher named = CAPTION.matcher(lines.get(i));
                caption = named.matches() ? Optional.of(named.group(1)) : Optional.empty();
            }
        }
        return blocks;
    }

    private int end(List<String> lines, int start) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals("```")) {
                return i;
            }
        }
        throw new IllegalStateException(path + ":" + (start + 1) + ": this block has no end");
    }

    private static Block block(String info, List<String> lines, int line, Optional<String> caption) {
        List<String> words = info.isBlank() ? List.of("") : Arrays.asList(info.strip().split("\\s+"));
        StringBuilder text = new StringBuilder();
        lines.forEach(one -> text.append(one).append('\n'));
        return new Block(words.getFirst(), words.subList(1, words.size()), text.toString(), line, caption);
    }

    /** The page with another text in one of its blocks. */
    Page with(Block block, String replacement) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<String> within = lines.subList(block.line(), block.line() + (int) block.text().lines().count());
        within.clear();
        within.addAll(replacement.lines().toList());
        return new Page(path, String.join("\n", lines) + "\n");
    }

    /** The blocks that a caption makes files, by name. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        blocks().forEach(block -> block.file().ifPresent(name -> files.put(name, block.text())));
        return files;
    }

    /** What is outside of blocks. */
    List<String> prose() {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (Block block : blocks()) {
            for (int i = block.line() - 1; i <= block.line() + block.text().lines().count(); i++) {
                lines.set(i, "");
            }
        }
        return lines;
    }

    /** Where the links point to, as they are written. */
    List<String> links() {
        return prose().stream().flatMap(line -> LINK.matcher(line.replaceAll("`[^`]*`", "``")).results())
                .map(found -> found.group(1)).toList();
    }

    /** The names that headings get on GitHub: lower case, without punctuation, with hyphens for spaces. */
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> anchors = new ArrayList<>();
        for (String line : prose()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }
}
