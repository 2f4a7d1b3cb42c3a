package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItemKind;
import org.penumbra.inference.Options;
import org.penumbra.lang.ide.Context.Frame;
import org.penumbra.lang.ide.Symbol.Kind;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.text.Word;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Plate;
import org.penumbra.model.Variable;

/** What can be written in a run: parts with their options, data and columns, plates and variables of the model. */
final class RunCompletion {

    private static final Set<String> PARTS = Set.of("algorithm", "guide", "objective", "optimizer");

    private final Reference reference;
    private final Columns columns;
    private final Document document;
    private final Surroundings around;
    private final Proposals proposals;

    RunCompletion(Reference reference, Columns columns, Document document, Surroundings around, Proposals proposals) {
        this.reference = reference;
        this.columns = columns;
        this.document = document;
        this.around = around;
        this.proposals = proposals;
    }

    void add(Context context) {
        Frame frame = context.innermost().orElseThrow();
        String before = context.before(0);
        if (frame.isCall() && PARTS.contains(frame.kind())) {
            options(context, kind(frame.kind()), frame.head(), frame.offset());
        } else if (context.frames().stream().anyMatch(one -> one.kind().equals("data"))) {
            bindings(context, frame);
        } else if (PARTS.contains(before) && !context.startsLine()) {
            parts(kind(before));
        } else if (before.equals("=") && context.before(1).equals("missing")) {
            List.of("drop", "error", "impute").forEach(policy -> proposals.value(policy, "missing values"));
        } else if (before.equals("subsample")) {
            plates();
        } else if (before.equals("do") || before.equals("condition")) {
            variables();
        } else if (context.startsLine() || List.of("{", "}", ";").contains(before)) {
            proposals.words(Words.SETTINGS, CompletionItemKind.Keyword);
        } else if (before.equals(")") || before.startsWith("\"")) {
            proposals.words(Words.BINDING, CompletionItemKind.Keyword);
        } else if (context.before().stream().anyMatch(word -> word.is("where"))) {
            columnNames(source());
        }
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void parts(Kind kind) {
        if (kind == Kind.GUIDE) {
            around.declarations(GuideDeclaration.class).stream()
                    .filter(guide -> around.model() == null || guide.getModel() == around.model())
                    .forEach(guide -> proposals.declared(guide, around.description()));
        }
        reference.parts(kind).forEach(part ->
                proposals.part(part.name(), part.documentation(), reference.describe(part)));
    }

    private void options(Context context, Kind kind, String owner, int bracket) {
        List<Options.Description> options = reference.part(kind, owner).map(reference::options).orElse(List.of());
        if (context.before(0).equals("=")) {
            options.stream().filter(option -> option.name().equals(context.before(1))).forEach(this::values);
            return;
        }
        Set<String> given = given(bracket);
        options.stream().filter(option -> !given.contains(option.name())).forEach(option ->
                proposals.argument(option.name(), Reference.option(option), option.help()));
    }

    private void values(Options.Description option) {
        if (option.type().contains("|")) {
            for (String choice : option.type().split("\\|")) {
                proposals.value(choice, option.label());
            }
        } else if (option.type().equals("boolean")) {
            List.of("true", "false").forEach(value -> proposals.value(value, option.label()));
        } else {
            proposals.value(option.type().equals("text") ? "\"" + option.defaultValue() + "\""
                    : option.defaultValue(), "default");
        }
    }

    /** Names that have a value between a bracket and its end. */
    private Set<String> given(int bracket) {
        Set<String> names = new HashSet<>();
        int depth = 0;
        Word last = null;
        for (Word word : document.words()) {
            if (word.offset() >= bracket && !word.isHidden()) {
                depth += word.is("(") ? 1 : word.is(")") || word.is("}") ? -1 : 0;
                if (depth <= 0) {
                    break;
                }
                if (word.is("=") && depth == 1 && last != null) {
                    names.add(last.text());
                }
                last = word;
            }
        }
        return names;
    }

    private void bindings(Context context, Frame frame) {
        Frame data = context.frames().stream().filter(one -> one.kind().equals("data")).findFirst().orElseThrow();
        String source = data.head().replace("\"", "");
        boolean name = frame == data && List.of("(", ",").contains(context.before(0));
        if (name && around.model() != null) {
            Set<String> given = given(data.offset());
            Surroundings.data(around.model()).stream().filter(one -> !given.contains(one.getName())).forEach(one ->
                    proposals.binding(one.getName(), "data : " + around.description().type(one),
                            around.description().of(Symbol.of(one)).orElse("")));
            return;
        }
        columnNames(source);
        reference.functions().forEach(proposals::function);
    }

    private void columnNames(String source) {
        Optional<Columns.Table> table = columns.of(document, source);
        table.ifPresent(one -> one.names().forEach(name -> proposals.column(name, "column of " + source)));
    }

    /** The file that the run around is bound to; empty where none is named in front. */
    private String source() {
        List<Word> strings = new ArrayList<>();
        Word last = null;
        for (Word word : document.words()) {
            if (word.kind() == Word.Kind.STRING && last != null && last.is("data") && word.offset() < around.offset()) {
                strings.add(word);
            }
            last = word.isHidden() ? last : word;
        }
        return strings.isEmpty() ? "" : strings.getLast().text().replace("\"", "");
    }

    private void plates() {
        if (around.model() != null) {
            around.model().eAllContents().forEachRemaining(element -> {
                if (element instanceof Plate plate) {
                    proposals.binding(plate.getLabel() == null ? plate.getIndex().getName() : plate.getLabel(),
                            "plate", "");
                }
            });
        }
    }

    private void variables() {
        if (around.model() != null) {
            for (Variable variable : Scope.variables(around.model().getStatements())) {
                proposals.binding(variable.getName(), Description.kind(variable) + " : "
                        + around.description().type(variable), "");
            }
        }
    }
}
