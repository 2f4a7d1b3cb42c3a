package org.penumbra.lang.ide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.text.Word;

/** Blocks that fold, and what lies around a position, ever larger. */
final class Structure {

    private Structure() {
    }

    /** Blocks, brackets and comments of more than one line; the last line of a block stays in sight. */
    static List<FoldingRange> folds(Document document) {
        List<FoldingRange> folds = new ArrayList<>();
        Deque<Word> open = new ArrayDeque<>();
        for (Word word : document.words()) {
            switch (word.text()) {
                case "{", "(", "[" -> open.push(word);
                case "}", ")", "]" -> {
                    if (!open.isEmpty()) {
                        fold(folds, document, open.pop().offset(), word.offset(), 1, null);
                    }
                }
                default -> {
                    if (word.kind() == Word.Kind.BLOCK_COMMENT) {
                        fold(folds, document, word.offset(), word.end(), 0, FoldingRangeKind.Comment);
                    }
                }
            }
        }
        return folds;
    }

    private static void fold(List<FoldingRange> folds, Document document, int from, int to, int shown, String kind) {
        int first = document.lines().line(from);
        int last = document.lines().line(to) - shown;
        if (last > first) {
            FoldingRange fold = new FoldingRange(first, last);
            fold.setKind(kind);
            folds.add(fold);
        }
    }

    static SelectionRange selection(Document document, int offset) {
        List<Region> around = new ArrayList<>();
        around.add(new Region(0, document.text().length()));
        INode leaf = NodeModelUtils.findLeafNodeAtOffset(document.analysis().root(), offset);
        List<INode> path = new ArrayList<>();
        for (INode node = leaf; node != null; node = node.getParent()) {
            path.addFirst(node);
        }
        path.stream().map(Region::of).filter(region -> region.touches(offset) && region.length() > 0
                && region.end() <= document.text().length()).forEach(region -> {
                    Region last = around.getLast();
                    boolean within = region.offset() >= last.offset() && region.end() <= last.end();
                    if (within && !region.equals(last)) {
                        around.add(region);
                    }
                });
        SelectionRange selection = null;
        for (Region region : around) {
            selection = new SelectionRange(document.lines().range(region), selection);
        }
        return selection;
    }
}
