package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.Problem;

/**
 * What people read: {@code testdata/x.penumbra} and its messages in {@code testdata/x.expected}. Start the tests with
 * {@code -Dpenumbra.promote=true} to take over what is said now.
 */
class GoldenMessagesTest {

    private static final boolean PROMOTE = Boolean.getBoolean("penumbra.promote");

    static Stream<Path> scripts() {
        return Scripts.scripts().stream().map(Scripts.testData()::relativize);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void messagesAreAsExpected(Path script) throws IOException {
        ModelFile file = Scripts.readTestData(script.toString());
        String said = file.problems().stream().map(Problem::render).map(line -> line + "\n")
                .collect(Collectors.joining());
        Path expected = Scripts.expected(Scripts.testData().resolve(script));
        if (PROMOTE) {
            Files.writeString(expected, said);
        }
        assertEquals(Scripts.text(expected), said);
    }

    /** A file that cannot be read has no text to be golden about: its message is in ModelReaderTest. */
    @Test
    void everyCodeHasAnExample() throws IOException {
        Set<String> codes = Arrays.stream(LanguageProblem.values()).map(LanguageProblem::code)
                .collect(Collectors.toCollection(TreeSet::new));
        codes.removeAll(List.of(LanguageProblem.UNREADABLE_FILE.code(), LanguageProblem.TOO_DEEP.code()));
        Pattern code = Pattern.compile("\\[(PEN-\\d+)]");
        for (Path script : Scripts.scripts()) {
            Matcher said = code.matcher(Scripts.text(Scripts.expected(script)));
            while (said.find()) {
                codes.remove(said.group(1));
            }
        }
        assertTrue(codes.isEmpty(), () -> "without an example: " + codes);
    }
}
