package org.penumbra.ui.language;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** A text at one moment, with its lines. It never changes, so any thread may read it. */
public final class Snapshot {

    private final int version;
    private final IDocument lines;

    /**
     * @param version counts the changes of the text
     */
    public Snapshot(int version, String text) {
        this.version = version;
        this.lines = new Document(text);
    }

    public int version() {
        return version;
    }

    public String text() {
        return lines.get();
    }

    /** Where an offset lies, in UTF-16 units; beyond the end, the end. */
    public Position position(int offset) {
        int within = Math.clamp(offset, 0, lines.getLength());
        try {
            int line = lines.getLineOfOffset(within);
            return new Position(line, within - lines.getLineOffset(line));
        } catch (BadLocationException impossible) {
            throw new IllegalStateException("offset " + within + " of " + lines.getLength(), impossible);
        }
    }

    /** From one offset to another. */
    public Range range(int from, int to) {
        return new Range(position(from), position(to));
    }

    /** The offset of a place; behind the end of a line, its end; behind the last line, the end of the text. */
    public int offset(Position position) {
        if (position.getLine() >= lines.getNumberOfLines()) {
            return lines.getLength();
        }
        try {
            IRegion line = lines.getLineInformation(position.getLine());
            return line.getOffset() + Math.min(position.getCharacter(), line.getLength());
        } catch (BadLocationException impossible) {
            throw new IllegalStateException("line " + position.getLine(), impossible);
        }
    }

    /** The end of the word that an offset lies in or before. */
    public int wordEnd(int offset) {
        String text = text();
        int end = offset;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The start of the word that an offset lies in or behind. */
    public int wordStart(int offset) {
        String text = text();
        int start = Math.min(offset, text.length());
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
