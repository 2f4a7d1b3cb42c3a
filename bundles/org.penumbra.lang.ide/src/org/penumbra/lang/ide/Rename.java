package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.penumbra.core.Problem;
import org.penumbra.lang.ModelReader;
import org.penumbra.lang.text.Region;
import org.penumbra.model.Column;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Script;

/**
 * Gives something another name, everywhere. Refused with a reason where the name is not one, is taken, or where
 * afterwards some name would mean something else. Data that a run binds by equal name keep their column.
 */
final class Rename {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_\\u00C0-\\u024F\\u0370-\\u03FF]"
            + "[a-zA-Z_0-9\\u00C0-\\u024F\\u0370-\\u03FF]*");
    private static final Set<String> RESERVED = Set.of("if", "true", "false");

    private final ModelReader reader;

    Rename(ModelReader reader) {
        this.reader = reader;
    }

    /** The name at a position, if it can be changed; empty elsewhere. */
    static Optional<PrepareRenameResult> prepare(Document document, int offset) {
        return renamable(document, offset).map(one -> new PrepareRenameResult(
                document.lines().range(one.region()), one.symbol().name()));
    }

    private static Optional<Occurrence> renamable(Document document, int offset) {
        return document.occurrences().at(offset).filter(one -> switch (one.symbol()) {
            case Symbol.Declared declared -> true;
            case Symbol.Named named -> !(named.element() instanceof Column);
            case Symbol.Label label -> true;
            default -> false;
        });
    }

    /**
     * @throws ResponseErrorException with the reason when it is refused
     */
    WorkspaceEdit rename(Document document, int offset, String name) {
        Occurrence target = renamable(document, offset)
                .orElseThrow(() -> refused("There is nothing here that has a name of its own."));
        String wanted = name.strip();
        if (!NAME.matcher(wanted).matches() || RESERVED.contains(wanted)) {
            throw refused("'" + name + "' is not a name: names are made of letters, digits and _, and begin with a "
                    + "letter.");
        }
        if (!document.analysis().omitted().isEmpty()) {
            throw refused("Part of the text cannot be read: mend what is marked in red first.");
        }
        List<Occurrence> places = document.occurrences().of(target.symbol());
        taken(target.symbol(), wanted, document);
        Edits edits = new Edits(document);
        places.forEach(one -> edits.replace(one.region(), wanted));
        requireSameMeaning(document, edits.applied(), wanted);
        bindColumns(target.symbol(), wanted, document, edits);
        return new WorkspaceEdit(Map.of(document.uri(), List.<TextEdit>copyOf(edits.all())));
    }

    private static void taken(Symbol symbol, String name, Document document) {
        if (symbol instanceof Symbol.Declared declared) {
            ((Script) declared.element().eContainer()).getDeclarations().stream()
                    .filter(other -> other != declared.element() && name.equals(other.getName())).findFirst()
                    .ifPresent(other -> clash(name, Description.signature(other), document, other));
            return;
        }
        EObject element = symbol instanceof Symbol.Named named ? named.element() : ((Symbol.Label) symbol).element();
        EObject around = declaration(element);
        for (Occurrence other : document.occurrences().all()) {
            boolean same = other.role() == Occurrence.Role.DECLARES && other.symbol().name().equals(name)
                    && other.symbol() instanceof Symbol.Named named && declaration(named.element()) == around;
            if (same && !other.symbol().equals(symbol)) {
                throw refused("'" + name + "' is taken: it is declared in line "
                        + (document.lines().line(other.region().offset()) + 1) + ".");
            }
        }
    }

    private static void clash(String name, String signature, Document document, EObject other) {
        int line = document.lines().line(Region.of(other).offset()) + 1;
        throw refused("'" + name + "' is taken: " + signature + " is declared in line " + line + ".");
    }

    private static EObject declaration(EObject element) {
        EObject at = element;
        while (at != null && !(at instanceof Declaration)) {
            at = at.eContainer();
        }
        return at;
    }

    /** Data without a binding are found by their name: they get one that says the old name. */
    private static void bindColumns(Symbol symbol, String name, Document document, Edits edits) {
        if (!(symbol instanceof Symbol.Named named && named.element() instanceof DataDeclaration data)) {
            return;
        }
        boolean size = data.getType().getDimensions().isEmpty() && "int".equals(data.getType().getName());
        Script script = (Script) EcoreUtil.getRootContainer(data);
        for (Declaration declaration : script.getDeclarations()) {
            if (declaration instanceof InferDeclaration run && run.getModel() == declaration(data) && !size) {
                run.getItems().stream().filter(DataBinding.class::isInstance).map(DataBinding.class::cast)
                        .filter(binding -> bound(binding, data)).forEach(binding ->
                                Bindings.add(document, edits, binding, name + " = " + data.getName()));
            }
        }
    }

    private static boolean bound(DataBinding binding, DataDeclaration data) {
        return binding.getBindings().stream().map(ColumnBinding::getVariable).noneMatch(data::equals);
    }

    /** Reads the text as it would be: every name must still stand for the same thing, and nothing new be wrong. */
    private void requireSameMeaning(Document before, String text, String name) {
        Document after = new Document(reader, before.uri(), before.version(), text);
        Set<String> known = errors(before).stream().map(Rename::key).collect(Collectors.toSet());
        errors(after).stream().filter(problem -> !known.contains(key(problem))).findFirst().ifPresent(problem -> {
            throw refused("With the name '" + name + "' something would go wrong in line " + problem.location().line()
                    + ": " + problem.message());
        });
        if (!meanings(after).equals(meanings(before))) {
            throw refused("With the name '" + name + "' some name would stand for something else.");
        }
    }

    private static List<Problem> errors(Document document) {
        return document.analysis().problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR).toList();
    }

    private static String key(Problem problem) {
        return problem.code() + " in line " + problem.location().line();
    }

    /** For each name of a text in order, the number of the first that stands for the same. */
    private static List<Integer> meanings(Document document) {
        Map<Symbol, Integer> first = new HashMap<>();
        List<Integer> meanings = new ArrayList<>();
        for (Occurrence one : document.occurrences().all()) {
            first.putIfAbsent(one.symbol(), first.size());
            meanings.add(first.get(one.symbol()));
        }
        return meanings;
    }

    private static ResponseErrorException refused(String reason) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, reason, null));
    }
}
