package org.penumbra.lang.ide;

import org.penumbra.lang.text.Region;

/**
 * One way to mend something.
 *
 * @param title what it does, as a command
 * @param edits what it changes
 */
record Fix(String title, Edits edits) {

    static Fix replacing(Document document, String title, Region region, String text) {
        Edits edits = new Edits(document);
        edits.replace(region, text);
        return new Fix(title, edits);
    }

    static Fix inserting(Document document, String title, int offset, String text) {
        Edits edits = new Edits(document);
        edits.insert(offset, text);
        return new Fix(title, edits);
    }

    /** Without something, and without its lines where nothing else stands in them. */
    static Fix removing(Document document, String title, Region region) {
        return replacing(document, title, withLines(document, region), "");
    }

    /** The lines of a region where they hold nothing else, else the region itself. */
    static Region withLines(Document document, Region region) {
        Lines lines = document.lines();
        int from = lines.start(lines.line(region.offset()));
        int lineEnd = lines.end(lines.line(region.end()));
        int next = lines.start(lines.line(region.end()) + 1);
        String before = document.text().substring(from, region.offset());
        String behind = document.text().substring(region.end(), lineEnd);
        boolean alone = before.isBlank() && (behind.isBlank() || behind.strip().startsWith("//"));
        return alone ? new Region(from, next - from) : region;
    }
}
