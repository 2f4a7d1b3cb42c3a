package org.penumbra.ui.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in, as the protocol writes it: <code>Normal(${1:loc}, ${2:scale})$0</code>.
 *
 * @param text the text without marks
 * @param places where something is to be filled in, in their order
 * @param end where the caret goes at last
 */
record Snippet(String text, List<Place> places, int end) {

    private static final Pattern MARK = Pattern.compile("\\$\\{(\\d+):([^}]*)}|\\$\\{?(\\d+)}?");

    /** A place in the text. */
    record Place(int offset, int length) {
    }

    static Snippet parse(String marked) {
        StringBuilder text = new StringBuilder();
        List<Place> places = new ArrayList<>();
        int end = -1;
        int from = 0;
        Matcher mark = MARK.matcher(marked);
        while (mark.find()) {
            text.append(marked, from, mark.start());
            from = mark.end();
            String initial = mark.group(2) == null ? "" : mark.group(2);
            if ("0".equals(mark.group(3))) {
                end = text.length();
            } else {
                places.add(new Place(text.length(), initial.length()));
            }
            text.append(initial);
        }
        text.append(marked.substring(from));
        return new Snippet(text.toString(), places, end < 0 ? text.length() : end);
    }

    /** The text behind its first line moved to the right, as the line that it is inserted in is. */
    static String indented(String marked, String indentation) {
        return marked.replace("\n", "\n" + indentation);
    }
}
