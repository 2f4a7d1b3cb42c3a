package org.penumbra.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void codeKeepsItsLinesAndSignsThatMeanSomethingInHtml() {
        assertEquals("a &lt; b<br>c<br>Then <b>x</b> and <b>y</b>. ",
                Markup.html("```penumbra\na < b\nc\n```\nThen **x** and `y`."));
    }
}
