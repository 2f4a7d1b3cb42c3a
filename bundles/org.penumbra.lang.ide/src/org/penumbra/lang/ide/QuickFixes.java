package org.penumbra.lang.ide;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.penumbra.core.Problem;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.text.Word;

/** Ways to mend what is wrong, one click each. */
final class QuickFixes {

    private static final Pattern FOUND = Pattern.compile("found (?:a parameter |an argument |the function )?'([^']+)'");

    private final Reference reference;
    private final Diagnostics diagnostics;

    QuickFixes(Reference reference, Diagnostics diagnostics) {
        this.reference = reference;
        this.diagnostics = diagnostics;
    }

    /** For all problems that touch a range. */
    List<Either<Command, CodeAction>> at(Document document, Range range) {
        List<Either<Command, CodeAction>> actions = new ArrayList<>();
        Region wanted = new Region(document.lines().offset(range.getStart()), Math.max(0, document.lines()
                .offset(range.getEnd()) - document.lines().offset(range.getStart())));
        for (Problem problem : diagnostics.problems(document)) {
            Diagnostic diagnostic = Diagnostics.of(document, problem);
            Region shown = new Region(document.lines().offset(diagnostic.getRange().getStart()), Math.max(0,
                    document.lines().offset(diagnostic.getRange().getEnd())
                            - document.lines().offset(diagnostic.getRange().getStart())));
            if (shown.offset() <= wanted.end() && wanted.offset() <= shown.end()) {
                Region whole = Optional.ofNullable(document.analysis().regions().get(problem.location()))
                        .orElse(shown);
                fixes(document, problem, whole).forEach(fix -> actions.add(Either.forRight(
                        action(document, fix, diagnostic))));
            }
        }
        return actions;
    }

    private List<Fix> fixes(Document document, Problem problem, Region region) {
        List<Fix> fixes = new ArrayList<>();
        for (String candidate : problem.candidates()) {
            found(document, problem, region).ifPresent(word -> fixes.add(Fix.replacing(document,
                    "Change to '" + candidate + "'", new Region(word.offset(), word.text().length()),
                    quoted(word, candidate))));
        }
        fixes.addAll(new Repairs(document, reference, problem, region).all());
        return fixes;
    }

    private static String quoted(Word old, String candidate) {
        return old.kind() == Word.Kind.STRING ? '"' + candidate + '"' : candidate;
    }

    /** The word that the problem is about: the one that its message quotes, else the first. */
    private static Optional<Word> found(Document document, Problem problem, Region region) {
        List<Word> words = document.words().stream().filter(word -> word.offset() >= region.offset()
                && word.offset() < Math.max(region.end(), region.offset() + 1) && !word.isHidden()).toList();
        Matcher quoted = FOUND.matcher(problem.message());
        Optional<Word> same = quoted.find() ? words.stream().filter(word -> word.is(quoted.group(1))).findFirst()
                : Optional.empty();
        return same.or(() -> words.stream().filter(word -> word.kind() != Word.Kind.SIGN).findFirst());
    }

    private static CodeAction action(Document document, Fix fix, Diagnostic diagnostic) {
        CodeAction action = new CodeAction(fix.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(List.of(diagnostic));
        action.setIsPreferred(fix.title().startsWith("Change to") && diagnostic.getData() instanceof JsonObject data
                && candidates(data) == 1 ? Boolean.TRUE : null);
        action.setEdit(new WorkspaceEdit(Map.of(document.uri(), fix.edits().all())));
        return action;
    }

    private static int candidates(JsonObject data) {
        JsonElement all = data.get(Diagnostics.CANDIDATES);
        return all == null ? 0 : all.getAsJsonArray().size();
    }
}
