package org.penumbra.ui.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Position;
import org.eclipse.swt.custom.StyleRange;
import org.penumbra.ui.language.Snapshot;

/** Which colour each name of a text has, in the order of the text. It never changes. */
final class ColouredNames {

    static final ColouredNames NONE = new ColouredNames(List.of());

    /** What the protocol's kinds of names are in a model. */
    private static final Map<String, Colour> COLOURS = Map.ofEntries(
            Map.entry("class", Colour.DISTRIBUTION), Map.entry("function", Colour.FUNCTION),
            Map.entry("method", Colour.FUNCTION), Map.entry("macro", Colour.FUNCTION),
            Map.entry("type", Colour.TYPE), Map.entry("typeParameter", Colour.TYPE),
            Map.entry("variable", Colour.LATENT), Map.entry("property", Colour.DATA),
            Map.entry("enumMember", Colour.PARAMETER), Map.entry("parameter", Colour.PARAMETER),
            Map.entry("namespace", Colour.FUNCTION), Map.entry("keyword", Colour.KEYWORD));

    /** One name. */
    private record Name(int offset, int length, Colour colour) {

        int end() {
            return offset + length;
        }

        @Override
        public String toString() {
            return offset + "+" + length + " " + colour;
        }
    }

    private final List<Name> names;

    private ColouredNames(List<Name> names) {
        this.names = names;
    }

    /**
     * @param data five numbers for each name, as the protocol says: lines and characters since the one before, length,
     *     kind and modifiers
     * @param legend the names of the kinds
     */
    static ColouredNames of(Snapshot text, List<Integer> data, List<String> legend) {
        List<Name> names = new ArrayList<>();
        int line = 0;
        int character = 0;
        for (int i = 0; i + 4 < data.size(); i += 5) {
            character = data.get(i) == 0 ? character + data.get(i + 1) : data.get(i + 1);
            line += data.get(i);
            Colour colour = COLOURS.get(legend.get(data.get(i + 3)));
            if (colour != null) {
                names.add(new Name(text.offset(new Position(line, character)), data.get(i + 2), colour));
            }
        }
        return new ColouredNames(names);
    }

    /** After a stretch of the text was replaced by another: what it touched has no colour of its own any more. */
    ColouredNames moved(int offset, int removed, int added) {
        List<Name> moved = new ArrayList<>(names.size());
        for (Name name : names) {
            if (name.end() < offset) {
                moved.add(name);
            } else if (name.offset() > offset + removed) {
                moved.add(new Name(name.offset() + added - removed, name.length(), name.colour()));
            }
        }
        return new ColouredNames(moved);
    }

    /** The smallest stretch outside of which two are the same: its start and its end. */
    int[] differsFrom(ColouredNames other) {
        int same = 0;
        int size = Math.min(names.size(), other.names.size());
        while (same < size && names.get(same).equals(other.names.get(same))) {
            same++;
        }
        int last = 0;
        while (last < size - same && fromEnd(last).equals(other.fromEnd(last))) {
            last++;
        }
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (ColouredNames either : List.of(this, other)) {
            for (Name name : either.names.subList(same, either.names.size() - last)) {
                start = Math.min(start, name.offset());
                end = Math.max(end, name.end());
            }
        }
        return new int[] {Math.min(start, end), end};
    }

    private Name fromEnd(int index) {
        return names.get(names.size() - 1 - index);
    }

    /** The colours within a stretch. On the user interface's thread. */
    List<StyleRange> styles(IRegion extent) {
        int end = extent.getOffset() + extent.getLength();
        return names.stream().filter(name -> name.offset() >= extent.getOffset() && name.end() <= end)
                .map(name -> new StyleRange(name.offset(), name.length(),
                        Colour.registry().get(name.colour().id()), null, name.colour().style())).toList();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
