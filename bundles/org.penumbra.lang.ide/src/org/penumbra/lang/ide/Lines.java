package org.penumbra.lang.ide;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.penumbra.core.Location;
import org.penumbra.lang.text.Region;

/** Offsets of a text as lines and characters, both counted from 0 in UTF-16 units, as editors do. */
final class Lines {

    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        this.starts = IntStream.concat(IntStream.of(0), IntStream.range(0, text.length()).filter(i -> ends(text, i))
                .map(i -> i + 1)).toArray();
    }

    private static boolean ends(String text, int i) {
        char character = text.charAt(i);
        return character == '\n' || character == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
    }

    int count() {
        return starts.length;
    }

    /** Start of a line; the end of the text for one behind the last. */
    int start(int line) {
        return line < 0 ? 0 : line < starts.length ? starts[line] : text.length();
    }

    /** End of a line without the characters that end it. */
    int end(int line) {
        int end = start(line + 1);
        while (end > start(line) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** The line that holds an offset. */
    int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** The nearest offset: positions behind the end of a line mean its end. */
    int offset(Position position) {
        if (position.getLine() >= starts.length) {
            return text.length();
        }
        int line = Math.max(0, position.getLine());
        return Math.min(start(line) + Math.max(0, position.getCharacter()), end(line));
    }

    Position position(int offset) {
        int within = Math.clamp(offset, 0, text.length());
        int line = line(within);
        return new Position(line, within - starts[line]);
    }

    Range range(int from, int to) {
        return new Range(position(from), position(to));
    }

    Range range(Region region) {
        return range(region.offset(), region.end());
    }

    /** Where a problem is; the start of the text when only the file is known. */
    int offset(Location place) {
        return place == null || place.line() == 0 ? 0
                : Math.min(start(place.line() - 1) + Math.max(0, place.column() - 1), text.length());
    }
}
