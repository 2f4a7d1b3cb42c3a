package org.penumbra.ui.build;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.core.resources.IMarker;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.Position;
import org.penumbra.core.Location;
import org.penumbra.core.Problem;
import org.penumbra.ui.language.Snapshot;

/**
 * Something wrong in a file, as a marker says it.
 *
 * @param severity one of {@link IMarker}
 * @param code such as PEN-1203
 * @param message what was expected, what was found, and what to do
 * @param candidates names that may have been meant, nearest first
 * @param line 1-based
 * @param start 0-based offset in the file
 * @param end offset behind the last character
 */
public record Finding(int severity, String code, String message, List<String> candidates, int line, int start,
        int end) {

    /** The attribute of a marker with the code. */
    public static final String CODE = "code";
    /** The attribute of a marker with the candidates, one on each line. */
    public static final String CANDIDATES = "candidates";

    public Finding {
        candidates = List.copyOf(candidates);
    }

    /** What the server says of a text. */
    public static Finding of(Diagnostic diagnostic, Snapshot text) {
        Position start = diagnostic.getRange().getStart();
        return new Finding(severity(diagnostic.getSeverity()), code(diagnostic), message(diagnostic),
                candidates(diagnostic), start.getLine() + 1, text.offset(start),
                text.offset(diagnostic.getRange().getEnd()));
    }

    /** What the reader says of a file that is in no editor. */
    public static Finding of(Problem problem, Snapshot text) {
        Location place = problem.location();
        int line = place == null ? 1 : Math.max(1, place.line());
        int column = place == null ? 1 : Math.max(1, place.column());
        int start = text.offset(new Position(line - 1, column - 1));
        String message = problem.advice().isEmpty() ? problem.message() : problem.message() + " " + problem.advice();
        return new Finding(severity(problem.severity()), problem.code(), message, problem.candidates(), line, start,
                text.wordEnd(start));
    }

    private static String message(Diagnostic diagnostic) {
        return diagnostic.getMessage().map(text -> text, MarkupContent::getValue);
    }

    private static String code(Diagnostic diagnostic) {
        return diagnostic.getCode() == null ? "" : diagnostic.getCode().map(text -> text, String::valueOf);
    }

    private static List<String> candidates(Diagnostic diagnostic) {
        if (!(diagnostic.getData() instanceof JsonObject data && data.get(CANDIDATES) instanceof JsonArray names)) {
            return List.of();
        }
        return StreamSupport.stream(names.spliterator(), false).map(JsonElement::getAsString).toList();
    }

    private static int severity(DiagnosticSeverity severity) {
        return switch (severity) {
            case Error -> IMarker.SEVERITY_ERROR;
            case Warning -> IMarker.SEVERITY_WARNING;
            case Information, Hint -> IMarker.SEVERITY_INFO;
        };
    }

    private static int severity(Problem.Severity severity) {
        return switch (severity) {
            case ERROR -> IMarker.SEVERITY_ERROR;
            case WARNING -> IMarker.SEVERITY_WARNING;
            case INFO -> IMarker.SEVERITY_INFO;
        };
    }

    /** What the marker carries. */
    Map<String, Object> attributes() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(IMarker.SEVERITY, severity);
        all.put(IMarker.MESSAGE, message);
        all.put(IMarker.LINE_NUMBER, line);
        all.put(IMarker.LOCATION, "line " + line);
        all.put(IMarker.CHAR_START, start);
        all.put(IMarker.CHAR_END, end);
        all.put(CODE, code);
        all.put(CANDIDATES, String.join("\n", candidates));
        return all;
    }
}
