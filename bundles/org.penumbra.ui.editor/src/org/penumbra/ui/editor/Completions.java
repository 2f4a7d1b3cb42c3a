package org.penumbra.ui.editor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;

/** What the server offers at the caret. The generic editor asks on a thread of its own. */
public final class Completions implements IContentAssistProcessor {

    @Override
    public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
        return LanguageHost.get().text(viewer.getDocument()).flatMap(text -> items(text, offset)
                .map(items -> items.stream().sorted(Comparator.comparing(CompletionItem::getSortText))
                        .map(item -> new Proposal(item, text.latest(), offset)).toArray(ICompletionProposal[]::new)))
                .orElse(new ICompletionProposal[0]);
    }

    private static Optional<List<CompletionItem>> items(OpenText text, int offset) {
        return Answers.await(text.ask((server, identifier) ->
                server.completion(new CompletionParams(identifier, text.latest().position(offset)))))
                .map(Completions::items);
    }

    private static List<CompletionItem> items(Either<List<CompletionItem>, CompletionList> answer) {
        return answer.map(items -> items, CompletionList::getItems);
    }

    @Override
    public char[] getCompletionProposalAutoActivationCharacters() {
        return new char[] {'~', '.', '@', ':'};
    }

    @Override
    public IContextInformation[] computeContextInformation(ITextViewer viewer, int offset) {
        return new IContextInformation[0];
    }

    @Override
    public char[] getContextInformationAutoActivationCharacters() {
        return new char[0];
    }

    @Override
    public IContextInformationValidator getContextInformationValidator() {
        return null;
    }

    @Override
    public String getErrorMessage() {
        return null;
    }
}
