package org.penumbra.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.DocumentCommand;
import org.junit.jupiter.api.Test;

/** In the texts, | is the caret. */
class TypingTest {

    @Test
    void bracketsAndQuotesAreClosed() throws BadLocationException {
        assertEquals("Normal(|)", typed("Normal|", "("));
        assertEquals("data \"|\"", typed("data |", "\""));
        assertEquals("x[|]", typed("x|", "["));
    }

    @Test
    void nothingIsClosedInFrontOfAName() throws BadLocationException {
        assertEquals("(|mu", typed("|mu", "("));
    }

    @Test
    void whatIsClosedAlreadyIsPassedOver() throws BadLocationException {
        assertEquals("Normal()|", typed("Normal(|)", ")"));
    }

    @Test
    void newLinesStandAsTheLineAbove() throws BadLocationException {
        assertEquals("  a ~ Normal(0, 1)\n  |", typed("  a ~ Normal(0, 1)|", "\n"));
        assertEquals("  plate i {\n    |\n  }", typed("  plate i {|}", "\n"));
    }

    private static String typed(String text, String key) throws BadLocationException {
        int caret = text.indexOf('|');
        Document document = new Document(text.replace("|", ""));
        DocumentCommand command = new DocumentCommand() {
        };
        command.offset = caret;
        command.text = key;
        command.caretOffset = -1;
        command.shiftsCaret = true;
        new Typing().customizeDocumentCommand(document, command);
        document.replace(command.offset, command.length, command.text);
        int after = command.caretOffset >= 0 ? command.caretOffset : command.offset + command.text.length();
        return new StringBuilder(document.get()).insert(after, '|').toString();
    }
}
