package org.penumbra.ui.editor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.codemining.AbstractCodeMiningProvider;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.codemining.LineContentCodeMining;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintLabelPart;
import org.eclipse.lsp4j.InlayHintParams;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;
import org.penumbra.ui.language.Snapshot;

/** Shapes and supports that follow from a model, shown behind the names that do not say them. */
public final class Hints extends AbstractCodeMiningProvider {

    @Override
    public CompletableFuture<List<? extends ICodeMining>> provideCodeMinings(ITextViewer viewer,
            IProgressMonitor monitor) {
        return LanguageHost.get().text(viewer.getDocument()).map(this::minings)
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    private CompletableFuture<List<? extends ICodeMining>> minings(OpenText text) {
        Snapshot asked = text.latest();
        return text.ask((server, identifier) -> server.inlayHint(
                new InlayHintParams(identifier, asked.range(0, asked.text().length()))))
                .thenApply(hints -> hints == null || text.latest() != asked ? List.of()
                        : hints.stream().map(hint -> new Mining(hint, asked, this)).toList());
    }

    private static final class Mining extends LineContentCodeMining {

        Mining(InlayHint hint, Snapshot text, Hints provider) {
            super(new Position(text.offset(hint.getPosition()), 1), provider);
            String label = hint.getLabel().map(plain -> plain, parts -> parts.stream()
                    .map(InlayHintLabelPart::getValue).reduce("", String::concat));
            setLabel((Boolean.TRUE.equals(hint.getPaddingLeft()) ? " " : "") + label
                    + (Boolean.TRUE.equals(hint.getPaddingRight()) ? " " : ""));
        }
    }
}
