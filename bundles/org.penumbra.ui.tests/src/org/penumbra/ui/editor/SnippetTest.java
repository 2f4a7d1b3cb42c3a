package org.penumbra.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void placesAreFilledInInTheirOrderAndTheCaretGoesToTheEnd() {
        assertEquals(new Snippet("Normal(loc, scale)", List.of(new Snippet.Place(7, 3), new Snippet.Place(12, 5)), 18),
                Snippet.parse("Normal(${1:loc}, ${2:scale})$0"));
    }

    @Test
    void theCaretMayEndInTheMiddle() {
        assertEquals(new Snippet("Auto()", List.of(), 5), Snippet.parse("Auto($0)"));
    }

    @Test
    void withoutMarksTheCaretEndsBehindTheText() {
        assertEquals(new Snippet("x = ", List.of(), 4), Snippet.parse("x = "));
    }

    @Test
    void furtherLinesAreIndentedAsTheFirst() {
        assertEquals("plate i {\n    $0\n  }", Snippet.indented("plate i {\n  $0\n}", "  "));
    }
}
