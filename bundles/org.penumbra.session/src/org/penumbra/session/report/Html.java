package org.penumbra.session.report;

import java.util.List;
import java.util.Locale;

/** HTML in the making. Whatever comes from elsewhere is escaped here and nowhere else. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String words) {
        out.append(escape(words));
        return this;
    }

    Html element(String name, String words) {
        return raw("<" + name + ">").text(words).raw("</" + name + ">\n");
    }

    Html heading(String id, String words) {
        return raw("<h2 id=\"" + id + "\">").text(words).raw("</h2>\n");
    }

    /** A table of two columns. */
    Html facts(List<List<String>> rows) {
        raw("<table class=\"facts\"><tbody>\n");
        rows.forEach(row -> raw("<tr><td>").text(row.get(0)).raw("</td><td>").text(row.get(1)).raw("</td></tr>\n"));
        return raw("</tbody></table>\n");
    }

    /** A table that sorts by any of its columns; the first is text. */
    Html sortable(List<String> header, List<List<String>> rows) {
        raw("<div class=\"scroll\"><table><thead><tr>");
        header.forEach(name -> raw("<th scope=\"col\"><button type=\"button\">").text(name).raw("</button></th>"));
        raw("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            raw("<tr>");
            row.forEach(cell -> raw("<td>").text(cell).raw("</td>"));
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    /** A number with as many digits as {@code spread} makes meaningful; empty for NaN. */
    static String number(double value, double spread) {
        if (Double.isNaN(value)) {
            return "";
        }
        double scale = Double.isFinite(spread) && spread > 0 ? spread : Math.abs(value) / 100;
        int decimals = scale == 0 || !Double.isFinite(scale) ? 2
                : Math.clamp((int) Math.ceil(-Math.log10(scale)) + 1, 0, 8);
        return Math.abs(value) >= 1e7 ? String.format(Locale.ROOT, "%.3e", value)
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
