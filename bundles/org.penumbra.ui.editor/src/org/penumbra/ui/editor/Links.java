package org.penumbra.ui.editor;

import java.util.List;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.hyperlink.AbstractHyperlinkDetector;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Location;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;
import org.penumbra.ui.language.Snapshot;

/** Names lead to where they are declared. Where that is, is asked when somebody goes there, not while pointing. */
public final class Links extends AbstractHyperlinkDetector {

    @Override
    public IHyperlink[] detectHyperlinks(ITextViewer viewer, IRegion region, boolean several) {
        return LanguageHost.get().text(viewer.getDocument()).map(text -> links(viewer, text, region.getOffset()))
                .orElse(null);
    }

    private static IHyperlink[] links(ITextViewer viewer, OpenText text, int offset) {
        int start = text.latest().wordStart(offset);
        int end = text.latest().wordEnd(offset);
        return end == start ? null
                : new IHyperlink[] {new ToDeclaration(viewer, text, new Region(start, end - start))};
    }

    private record ToDeclaration(ITextViewer viewer, OpenText text, IRegion name) implements IHyperlink {

        @Override
        public IRegion getHyperlinkRegion() {
            return name;
        }

        @Override
        public String getTypeLabel() {
            return "Declaration";
        }

        @Override
        public String getHyperlinkText() {
            return "Open Declaration";
        }

        @Override
        public void open() {
            Snapshot asked = text.latest();
            text.ask((server, identifier) ->
                    server.definition(new DefinitionParams(identifier, asked.position(name.getOffset()))))
                    .thenAccept(answer -> {
                        if (answer != null && answer.isLeft()) {
                            show(asked, answer.getLeft());
                        }
                    });
        }

        private void show(Snapshot asked, List<? extends Location> places) {
            viewer.getTextWidget().getDisplay().asyncExec(() -> places.stream()
                    .filter(place -> place.getUri().equals(text.uri()) && text.latest() == asked).findFirst()
                    .ifPresent(place -> {
                        int start = asked.offset(place.getRange().getStart());
                        int length = asked.offset(place.getRange().getEnd()) - start;
                        viewer.setSelectedRange(start, length);
                        viewer.revealRange(start, length);
                    }));
        }
    }
}
