package org.penumbra.lang.ide;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.penumbra.lang.ide.Context.Frame;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.model.Model;

/** What can be written at a place. */
final class Completion {

    private static final List<String> TAKE_DISTRIBUTIONS = List.of("Truncated", "Mixture", "MixtureSameFamily",
            "ZeroInflated", "Censored", "Transformed", "Masked", "Ordered");

    private final Reference reference;
    private final Columns columns;

    Completion(Reference reference, Columns columns) {
        this.reference = reference;
        this.columns = columns;
    }

    /**
     * @param snippets whether the editor fills in places of what is inserted
     */
    List<CompletionItem> at(Document document, int offset, boolean snippets) {
        Context context = Context.at(document.words(), offset);
        Proposals proposals = new Proposals(document, context, offset, snippets);
        if (!context.silent()) {
            Surroundings around = Surroundings.of(document, offset, reference);
            if (context.inString()) {
                strings(proposals, context, document);
            } else if (context.declaration().equals("infer")) {
                new RunCompletion(reference, columns, document, around, proposals).add(context);
            } else {
                add(proposals, context, around);
            }
        }
        return proposals.items();
    }

    private void strings(Proposals proposals, Context context, Document document) {
        if (context.declaration().equals("infer") && context.before(0).equals("data")) {
            columns.files(document).forEach(proposals::file);
        }
    }

    private void add(Proposals proposals, Context context, Surroundings around) {
        String before = context.before(0);
        String second = context.before(1);
        if (context.frames().isEmpty()) {
            top(proposals, context, around);
        } else if (before.equals("~")) {
            distributions(proposals);
        } else if (before.equals(":") && !second.equals("plate") && !context.before(2).equals("plate")) {
            types(proposals);
        } else if (before.equals("@") && second.equals(")")) {
            Words.annotations().forEach((name, entry) -> proposals.word(name, entry, CompletionItemKind.Property));
        } else if (before.equals(".")) {
            around.results(second).forEach(result -> proposals.variable(result, around.description()));
        } else if (isStatement(context)) {
            proposals.words(Words.STATEMENTS, CompletionItemKind.Keyword);
            around.assignable().forEach(variable -> proposals.variable(variable, around.description()));
        } else if (!isNewName(context)) {
            expression(proposals, context, around);
        }
    }

    /** Whether a new name is being made up, of which nobody else can know. */
    private static boolean isNewName(Context context) {
        return List.of("data", "param", "plate", "deterministic").contains(context.before(0))
                && context.innermost().filter(Frame::isBlock).isPresent();
    }

    private void top(Proposals proposals, Context context, Surroundings around) {
        if (context.before(1).equals("guide") || context.before(1).equals("infer")) {
            proposals.word(context.before(1).equals("guide") ? "for" : "of",
                    new Words.Entry("The model.", context.before(1).equals("guide") ? "for " : "of "),
                    CompletionItemKind.Keyword);
        } else if (context.before(2).equals("guide") || context.before(2).equals("infer")) {
            around.declarations(Model.class).forEach(model -> proposals.declared(model, around.description()));
        } else if (context.before(0).equals(":")) {
            types(proposals);
        } else if (context.before(0).equals("=") || !context.startsLine() && !context.before().isEmpty()) {
            expression(proposals, context, around);
        } else {
            proposals.words(Words.DECLARATIONS, CompletionItemKind.Keyword);
        }
    }

    /** A statement begins on a line of its own where nothing is left open in front. */
    private static boolean isStatement(Context context) {
        boolean open = context.innermost().filter(Frame::isBlock).isEmpty();
        return !open && (context.startsLine() && !Signs.expectsMore(context.before(0))
                || List.of("{", "}", ";").contains(context.before(0)));
    }

    private void distributions(Proposals proposals) {
        Collection<String> names = reference.distributionNames();
        names.forEach(name -> reference.distribution(name).ifPresent(proposals::distribution));
        TAKE_DISTRIBUTIONS.forEach(name ->
                proposals.word(name, Words.combinators().get(name), CompletionItemKind.Class));
    }

    private static void types(Proposals proposals) {
        DeclaredTypes.names().forEach(name -> Words.typeEntry(name).ifPresent(entry ->
                proposals.word(name, entry, CompletionItemKind.TypeParameter)));
    }

    private void expression(Proposals proposals, Context context, Surroundings around) {
        context.innermost().filter(Frame::isCall).ifPresent(call -> arguments(proposals, context, call, around));
        around.readable().forEach(variable -> proposals.variable(variable, around.description()));
        around.callables().forEach(callable -> proposals.declared(callable, around.description()));
        reference.functions().forEach(proposals::function);
        proposals.words(Words.EXPRESSIONS, CompletionItemKind.Keyword);
        if (context.declaration().equals("network")) {
            reference.layers().forEach(proposals::layer);
            proposals.word("Sequential", Words.combinators().get("Sequential"), CompletionItemKind.Class);
        }
        if (context.frames().stream().anyMatch(frame -> TAKE_DISTRIBUTIONS.contains(frame.head()))) {
            distributions(proposals);
        }
    }

    /** The parameters of what is called, by name; not behind {@code name =}. */
    private void arguments(Proposals proposals, Context context, Frame call, Surroundings around) {
        if (!List.of("(", ",").contains(context.before(0))) {
            return;
        }
        Map<String, String> named = around.parameters(call.head());
        if (named.isEmpty()) {
            reference.distribution(call.head()).ifPresent(entry -> entry.signatures().stream()
                    .flatMap(signature -> signature.parameters().stream()).forEach(parameter ->
                            proposals.argument(parameter.name(), parameter.supportText(), parameter.documentation())));
            reference.layer(call.head()).ifPresent(layer -> layer.parameters().forEach(parameter ->
                    proposals.argument(parameter.name(), parameter.kind().toString(), parameter.documentation())));
        }
        named.forEach((name, type) -> proposals.argument(name, type, ""));
    }
}
