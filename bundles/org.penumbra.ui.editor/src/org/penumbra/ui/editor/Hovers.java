package org.penumbra.ui.editor;

import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.Snapshot;

/** What the server says of the name under the pointer. The editor asks on a thread of its own. */
public final class Hovers implements ITextHover, ITextHoverExtension {

    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        return LanguageHost.get().text(viewer.getDocument())
                .flatMap(text -> Answers.await(text.ask((server, identifier) ->
                        server.hover(new HoverParams(identifier, text.latest().position(region.getOffset()))))))
                .map(Hovers::html).orElse(null);
    }

    private static String html(Hover hover) {
        return hover.getContents().isRight() ? Markup.html(hover.getContents().getRight().getValue()) : null;
    }

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return LanguageHost.get().text(viewer.getDocument()).map(text -> word(text.latest(), offset)).orElse(null);
    }

    private static IRegion word(Snapshot text, int offset) {
        int start = text.wordStart(offset);
        return new Region(start, text.wordEnd(offset) - start);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return Markup.CONTROL;
    }
}
