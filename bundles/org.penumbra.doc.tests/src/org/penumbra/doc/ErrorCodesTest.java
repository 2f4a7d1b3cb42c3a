package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penumbra.lang.LanguageProblem;

/** The page on errors has every code that Penumbra can show, once, and no other. */
class ErrorCodesTest {

    /** Codes are written out in the sources, in quotes; those of the language are an enumeration. */
    private static final Pattern LITERAL = Pattern.compile("\"(PEN-\\d{4})\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(PEN-\\d{4})` \\| .+ \\| .+ \\|$");
    private static final Pattern MENTION = Pattern.compile("PEN-\\d{4}");

    private final Repository repository = Repository.find();

    private Set<String> used() {
        return Stream.concat(
                repository.sources().stream().flatMap(source -> LITERAL.matcher(source).results())
                        .map(one -> one.group(1)),
                Arrays.stream(LanguageProblem.values()).map(LanguageProblem::code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> explained() {
        return ROW.matcher(repository.guide("errors.md").text()).results().map(row -> row.group(1)).toList();
    }

    @Test
    void everyCodeIsExplained() {
        Set<String> missing = used();
        assertTrue(missing.size() > 100, "the codes are found at all");
        missing.removeAll(explained());
        assertEquals(Set.of(), missing, "codes of the sources that errors.md does not explain");
    }

    @Test
    void nothingElseIsExplained() {
        Set<String> stale = new TreeSet<>(explained());
        stale.removeAll(used());
        assertEquals(Set.of(), stale, "codes in errors.md that the sources do not have");
    }

    @Test
    void onceAndInOrderInEverySection() {
        List<String> explained = explained();
        assertEquals(explained.size(), new HashSet<>(explained).size());
        for (String section : repository.guide("errors.md").text().split("(?m)^## ")) {
            List<String> codes = ROW.matcher(section).results().map(row -> row.group(1)).toList();
            assertEquals(codes.stream().sorted().toList(), codes);
        }
    }

    @Test
    void otherPagesMentionNoOtherCode() {
        Set<String> known = new HashSet<>(explained());
        List<String> unknown = repository.pages().stream().filter(page -> !page.path().endsWith("errors.md"))
                .flatMap(page -> MENTION.matcher(page.text()).results().map(MatchResult::group))
                .filter(code -> !known.contains(code)).toList();
        assertEquals(List.of(), unknown);
    }
}
