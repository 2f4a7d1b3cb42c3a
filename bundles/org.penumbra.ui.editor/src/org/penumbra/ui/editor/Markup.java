package org.penumbra.ui.editor;

import org.eclipse.jface.internal.text.html.HTMLTextPresenter;
import org.eclipse.jface.text.DefaultInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;

/** What the server writes in Markdown, for windows that show simple HTML. */
final class Markup {

    /** Windows that show it. */
    static final IInformationControlCreator CONTROL = parent ->
            new DefaultInformationControl(parent, new HTMLTextPresenter(true));

    private Markup() {
    }

    /** Headings and bold letters become bold, code keeps its lines; a rule and a table row are lines of their own. */
    static String html(String markdown) {
        StringBuilder html = new StringBuilder();
        boolean code = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code) {
                html.append(escaped(line)).append("<br>");
            } else if (line.isBlank()) {
                html.append("<p>");
            } else {
                html.append(inline(escaped(line))).append(line.startsWith("- ") || line.startsWith("|") ? "<br>" : " ");
            }
        }
        return html.toString();
    }

    private static String inline(String line) {
        return line.replaceAll("^#+ (.*)$", "<b>$1</b><br>").replaceAll("\\*\\*([^*]+)\\*\\*", "<b>$1</b>")
                .replaceAll("`([^`]+)`", "<b>$1</b>");
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
