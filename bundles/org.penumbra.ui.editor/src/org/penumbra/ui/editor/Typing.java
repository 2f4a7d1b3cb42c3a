package org.penumbra.ui.editor;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentCommand;
import org.eclipse.jface.text.IAutoEditStrategy;
import org.eclipse.jface.text.IDocument;
import org.penumbra.ui.language.Faults;

/**
 * Closes brackets and quotes as they are opened, passes over those that are there, indents what is in braces, and takes
 * back a closing brace.
 */
public final class Typing implements IAutoEditStrategy {

    private static final String INDENT = "  ";
    private static final String OPENING = "([{\"";
    private static final String CLOSING = ")]}\"";

    @Override
    public void customizeDocumentCommand(IDocument document, DocumentCommand command) {
        try {
            if (command.text.length() == 1 && command.length == 0) {
                character(document, command, command.text.charAt(0));
            } else if (isNewLine(document, command)) {
                newLine(document, command);
            }
        } catch (BadLocationException gone) {
            Faults.log("The text changed while it was typed.", gone);
        }
    }

    private static boolean isNewLine(IDocument document, DocumentCommand command) {
        for (String delimiter : document.getLegalLineDelimiters()) {
            if (command.length == 0 && command.text.startsWith(delimiter)
                    && command.text.substring(delimiter.length()).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static void character(IDocument document, DocumentCommand command, char typed)
            throws BadLocationException {
        if (typed == '\n' || typed == '\r') {
            newLine(document, command);
            return;
        }
        char next = at(document, command.offset);
        if (CLOSING.indexOf(typed) >= 0 && next == typed) {
            passOver(command);
        } else if (OPENING.indexOf(typed) >= 0 && !Character.isLetterOrDigit(next)) {
            command.text += CLOSING.charAt(OPENING.indexOf(typed));
            command.caretOffset = command.offset + 1;
            command.shiftsCaret = false;
        }
    }

    private static void passOver(DocumentCommand command) {
        command.text = "";
        command.caretOffset = command.offset + 1;
        command.shiftsCaret = false;
    }

    /** The next line stands as this one does; behind an open brace it goes in, and the brace behind it comes back. */
    private static void newLine(IDocument document, DocumentCommand command) throws BadLocationException {
        String delimiter = document.getLineDelimiter(document.getLineOfOffset(command.offset));
        String line = delimiter == null ? "\n" : delimiter;
        String indentation = indentation(document, command.offset);
        boolean opens = at(document, command.offset - 1) == '{';
        command.text = line + indentation + (opens ? INDENT : "");
        if (opens && at(document, command.offset) == '}') {
            command.caretOffset = command.offset + command.text.length();
            command.shiftsCaret = false;
            command.text += line + indentation;
        }
    }

    private static String indentation(IDocument document, int offset) throws BadLocationException {
        int start = document.getLineInformationOfOffset(offset).getOffset();
        int end = start;
        while (end < offset && Character.isWhitespace(document.getChar(end))) {
            end++;
        }
        return document.get(start, end - start);
    }

    private static char at(IDocument document, int offset) throws BadLocationException {
        return offset < 0 || offset >= document.getLength() ? ' ' : document.getChar(offset);
    }
}
