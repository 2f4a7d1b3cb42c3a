package org.penumbra.doc;

import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param language the first word after the fence; empty when there is none
 * @param marks further words there
 * @param text the lines between the fences, each with its line end
 * @param line number of the opening fence, from 1
 * @param file what a caption just above names it: "`rugged.csv`:"
 */
record Block(String language, List<String> marks, String text, int line, Optional<String> file) {

    Block {
        marks = List.copyOf(marks);
    }

    boolean is(String wanted) {
        return language.equals(wanted);
    }

    boolean isMarked(String mark) {
        return marks.contains(mark);
    }
}
