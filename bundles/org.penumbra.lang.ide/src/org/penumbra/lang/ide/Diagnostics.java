package org.penumbra.lang.ide;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.penumbra.core.Problem;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.text.Word;

/** Problems as editors show them. */
final class Diagnostics {

    /** What shows that a diagnostic is ours. */
    static final String SOURCE = "penumbra";
    /** In the data of a diagnostic: names that may have been meant. */
    static final String CANDIDATES = "candidates";

    private final BindingCheck bindings;

    Diagnostics(BindingCheck bindings) {
        this.bindings = bindings;
    }

    /** Of the language, then of the data that runs are bound to. */
    List<Problem> problems(Document document) {
        List<Problem> all = new ArrayList<>(document.analysis().problems());
        all.addAll(bindings.problems(document));
        return all;
    }

    List<Diagnostic> of(Document document) {
        return problems(document).stream().map(problem -> of(document, problem)).toList();
    }

    static Diagnostic of(Document document, Problem problem) {
        Diagnostic diagnostic = new Diagnostic(range(document, problem), message(problem), severity(problem), SOURCE);
        diagnostic.setCode(Either.forLeft(problem.code()));
        if (!problem.candidates().isEmpty()) {
            JsonArray candidates = new JsonArray();
            problem.candidates().forEach(candidates::add);
            JsonObject data = new JsonObject();
            data.add(CANDIDATES, candidates);
            diagnostic.setData(data);
        }
        if (problem.code().equals(LanguageProblem.UNUSED_DATA.code())) {
            diagnostic.setTags(List.of(DiagnosticTag.Unnecessary));
        }
        return diagnostic;
    }

    private static String message(Problem problem) {
        String candidates = problem.candidates().isEmpty() ? ""
                : " Did you mean " + String.join(", ", problem.candidates()) + "?";
        return problem.message() + candidates + (problem.advice().isEmpty() ? "" : " " + problem.advice());
    }

    private static DiagnosticSeverity severity(Problem problem) {
        return switch (problem.severity()) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case INFO -> DiagnosticSeverity.Information;
        };
    }

    /** What the problem is about, to the end of its first line; the word at its place where nothing more is known. */
    private static Range range(Document document, Problem problem) {
        int start = document.lines().offset(problem.location());
        Optional<Region> region = Optional.ofNullable(document.analysis().regions().get(problem.location()));
        int end = region.map(Region::end).orElseGet(() -> wordEnd(document, start));
        int lineEnd = document.lines().end(document.lines().line(start));
        return document.lines().range(start, Math.max(start, Math.min(end, lineEnd)));
    }

    private static int wordEnd(Document document, int start) {
        return document.words().stream().filter(word -> word.offset() <= start && start < word.end()).findFirst()
                .map(Word::end).orElse(start);
    }
}
