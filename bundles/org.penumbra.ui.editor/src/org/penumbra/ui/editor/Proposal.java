package org.penumbra.ui.editor;

import java.util.Optional;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension2;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension3;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension5;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension6;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.link.LinkedModeModel;
import org.eclipse.jface.text.link.LinkedModeUI;
import org.eclipse.jface.text.link.LinkedPosition;
import org.eclipse.jface.text.link.LinkedPositionGroup;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.penumbra.ui.language.Faults;
import org.penumbra.ui.language.Snapshot;

/** One thing that can be inserted, with its documentation beside the list and places to fill in afterwards. */
final class Proposal implements ICompletionProposal, ICompletionProposalExtension2, ICompletionProposalExtension3,
        ICompletionProposalExtension5, ICompletionProposalExtension6 {

    private final CompletionItem item;
    private final int start;
    private Point selection;

    /** @param asked the offset that was asked about */
    Proposal(CompletionItem item, Snapshot text, int asked) {
        this.item = item;
        this.start = item.getTextEdit() == null ? text.wordStart(asked)
                : text.offset(item.getTextEdit().getLeft().getRange().getStart());
    }

    private String marked() {
        return item.getTextEdit() == null ? Optional.ofNullable(item.getInsertText()).orElse(item.getLabel())
                : item.getTextEdit().getLeft().getNewText();
    }

    @Override
    public void apply(ITextViewer viewer, char trigger, int stateMask, int offset) {
        IDocument document = viewer.getDocument();
        try {
            Snippet snippet = insert(document, offset);
            if (!snippet.places().isEmpty()) {
                fillIn(viewer, document, snippet);
            }
        } catch (BadLocationException gone) {
            Faults.log("The text changed while '" + item.getLabel() + "' was inserted.", gone);
        }
    }

    @Override
    public void apply(IDocument document) {
        try {
            insert(document, start);
        } catch (BadLocationException gone) {
            Faults.log("The text changed while '" + item.getLabel() + "' was inserted.", gone);
        }
    }

    private Snippet insert(IDocument document, int offset) throws BadLocationException {
        boolean marks = item.getInsertTextFormat() == InsertTextFormat.Snippet;
        String marked = Snippet.indented(marked(), indentation(document));
        Snippet snippet = marks ? Snippet.parse(marked) : new Snippet(marked, java.util.List.of(), marked.length());
        document.replace(start, Math.max(0, offset - start), snippet.text());
        selection = new Point(start + snippet.end(), 0);
        return snippet;
    }

    private String indentation(IDocument document) throws BadLocationException {
        int line = document.getLineInformationOfOffset(start).getOffset();
        int at = line;
        while (at < start && Character.isWhitespace(document.getChar(at))) {
            at++;
        }
        return document.get(line, at - line);
    }

    private void fillIn(ITextViewer viewer, IDocument document, Snippet snippet) throws BadLocationException {
        LinkedModeModel model = new LinkedModeModel();
        int order = 0;
        for (Snippet.Place place : snippet.places()) {
            LinkedPositionGroup group = new LinkedPositionGroup();
            group.addPosition(new LinkedPosition(document, start + place.offset(), place.length(), order++));
            model.addGroup(group);
        }
        model.forceInstall();
        LinkedModeUI tour = new LinkedModeUI(model, viewer);
        tour.setExitPosition(viewer, start + snippet.end(), 0, Integer.MAX_VALUE);
        tour.enter();
        selection = new Point(tour.getSelectedRegion().getOffset(), tour.getSelectedRegion().getLength());
    }

    @Override
    public boolean validate(IDocument document, int offset, DocumentEvent event) {
        try {
            return offset >= start && fits(document.get(start, offset - start), item.getLabel());
        } catch (BadLocationException gone) {
            return false;
        }
    }

    /** Whether the letters are in the name, in their order: {@code hc} means HalfCauchy. */
    private static boolean fits(String typed, String name) {
        int at = 0;
        for (int i = 0; i < name.length() && at < typed.length(); i++) {
            at += Character.toLowerCase(name.charAt(i)) == Character.toLowerCase(typed.charAt(at)) ? 1 : 0;
        }
        return at == typed.length();
    }

    @Override
    public StyledString getStyledDisplayString() {
        StyledString text = new StyledString(item.getLabel());
        if (item.getDetail() != null) {
            text.append(" - " + item.getDetail(), StyledString.QUALIFIER_STYLER);
        }
        return text;
    }

    @Override
    public String getDisplayString() {
        return getStyledDisplayString().getString();
    }

    @Override
    public Object getAdditionalProposalInfo(IProgressMonitor monitor) {
        return item.getDocumentation() == null ? null
                : item.getDocumentation().map(plain -> plain, markup -> Markup.html(markup.getValue()));
    }

    @Override
    public String getAdditionalProposalInfo() {
        return (String) getAdditionalProposalInfo(null);
    }

    @Override
    public IInformationControlCreator getInformationControlCreator() {
        return Markup.CONTROL;
    }

    @Override
    public CharSequence getPrefixCompletionText(IDocument document, int offset) {
        return null;
    }

    @Override
    public int getPrefixCompletionStart(IDocument document, int offset) {
        return start;
    }

    @Override
    public Point getSelection(IDocument document) {
        return selection;
    }

    @Override
    public void selected(ITextViewer viewer, boolean smartToggle) {
        // Nothing is shown in the text before it is chosen.
    }

    @Override
    public void unselected(ITextViewer viewer) {
        // Nothing was shown.
    }

    @Override
    public Image getImage() {
        return null;
    }

    @Override
    public IContextInformation getContextInformation() {
        return null;
    }
}
