package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.lang.FunctionReference;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Variable;
import org.penumbra.network.LayerEntry;

/** Collects what is offered at a place, nearest first: what is near stands above what is always there. */
final class Proposals {

    /** How near something is. */
    private enum Rank {
        ARGUMENT, VARIABLE, DECLARED, KEYWORD, KNOWN
    }

    private final String prefix;
    private final Range range;
    private final boolean snippets;
    private final boolean called;
    private final List<CompletionItem> items = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Proposals(Document document, Context context, int offset, boolean snippets) {
        this.prefix = context.prefix();
        this.snippets = snippets;
        this.range = document.lines().range(offset - prefix.length(), offset);
        this.called = document.text().startsWith("(", offset);
    }

    List<CompletionItem> items() {
        return items;
    }

    void variable(Variable variable, Description description) {
        String type = description.type(variable);
        add(variable.getName(), variable.getName(), Rank.VARIABLE, CompletionItemKind.Variable,
                Description.kind(variable) + (type.isEmpty() ? "" : " : " + type),
                description.of(Symbol.of(variable)).orElse(""));
    }

    void declared(Declaration declaration, Description description) {
        boolean callable = declaration instanceof FunctionDeclaration || declaration instanceof NetworkDeclaration;
        List<String> parameters = Arguments.parameters(declaration).stream().map(Variable::getName).toList();
        add(declaration.getName(), callable ? call(declaration.getName(), parameters) : declaration.getName(),
                Rank.DECLARED, callable ? CompletionItemKind.Function : declaration instanceof Model
                        ? CompletionItemKind.Class : CompletionItemKind.Module, Description.signature(declaration),
                description.of(new Symbol.Declared(declaration)).orElse(""));
    }

    void distribution(DistributionEntry entry) {
        Signature first = entry.signatures().get(0);
        List<String> needed = first.parameters().stream().filter(parameter -> parameter.defaultValue() == null)
                .map(Signature.Parameter::name).toList();
        add(entry.name(), call(entry.name(), needed), Rank.KNOWN, CompletionItemKind.Class,
                Reference.signature(entry.name(), first) + " : " + first.supportText(), Reference.describe(entry));
    }

    void function(FunctionReference.Entry function) {
        String form = function.forms().get(0);
        List<String> parameters = form.contains("(") ? List.of(form.substring(form.indexOf('(') + 1, form.length() - 1)
                .replaceAll("\\[[^]]*]", "").split(", *")) : List.of();
        add(function.name(), call(function.name(), parameters.stream().filter(one -> !one.equals("...")).toList()),
                Rank.KNOWN, CompletionItemKind.Function, form, Reference.describe(function));
    }

    void layer(LayerEntry layer) {
        List<String> needed = layer.parameters().stream().filter(parameter -> parameter.defaultValue().isEmpty())
                .map(LayerEntry.Parameter::name).toList();
        add(layer.name(), call(layer.name(), needed), Rank.KNOWN, CompletionItemKind.Class, layer.signature(),
                Reference.describe(layer));
    }

    /** An installed part of a run. */
    void part(String name, String detail, String documentation) {
        add(name, called ? name : snippets ? name + "($0)" : name + "()", Rank.KNOWN, CompletionItemKind.Module, detail,
                documentation);
    }

    void argument(String name, String type, String documentation) {
        add(name, name + " = ", Rank.ARGUMENT, CompletionItemKind.Field, type, documentation);
        again();
    }

    void value(String name, String detail) {
        add(name, name, Rank.ARGUMENT, CompletionItemKind.EnumMember, detail, "");
    }

    void column(String name, String detail) {
        add(name, name, Rank.ARGUMENT, CompletionItemKind.Field, detail, "");
    }

    void binding(String name, String detail, String documentation) {
        add(name, name + " = ", Rank.ARGUMENT, CompletionItemKind.Variable, detail, documentation);
    }

    void file(String name) {
        add("\"" + name + "\"", "\"" + name + "\"", Rank.ARGUMENT, CompletionItemKind.File, "", "");
        CompletionItem last = items.isEmpty() ? null : items.getLast();
        if (last != null) {
            last.setLabel(name);
        }
    }

    void words(Map<String, Words.Entry> table, CompletionItemKind kind) {
        table.forEach((name, entry) -> word(name, entry, kind));
    }

    void word(String name, Words.Entry entry, CompletionItemKind kind) {
        String inserted = snippets ? entry.snippet() : kind == CompletionItemKind.Keyword ? name
                : Words.plain(entry.snippet());
        add(name, inserted, Rank.KEYWORD, kind, kind == CompletionItemKind.Keyword ? "keyword" : "",
                Reference.code(Words.plain(entry.snippet())) + entry.meaning());
    }

    private String call(String name, List<String> parameters) {
        if (called) {
            return name;
        }
        if (!snippets) {
            return name + "(";
        }
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            text.append(i == 0 ? "" : ", ").append("${").append(i + 1).append(':').append(parameters.get(i))
                    .append('}');
        }
        return text.append(")$0").toString();
    }

    /** Whether what somebody typed begins the name, or is in it in order: {@code hc} means HalfCauchy. */
    static boolean fits(String typed, String name) {
        int at = 0;
        for (int i = 0; i < name.length() && at < typed.length(); i++) {
            at += Character.toLowerCase(name.charAt(i)) == Character.toLowerCase(typed.charAt(at)) ? 1 : 0;
        }
        return at == typed.length()
                && (typed.isEmpty() || Character.toLowerCase(name.charAt(0)) == Character.toLowerCase(typed.charAt(0)));
    }

    private void again() {
        if (!items.isEmpty()) {
            items.getLast().setCommand(new Command("suggest", "editor.action.triggerSuggest"));
        }
    }

    private void add(String name, String inserted, Rank rank, CompletionItemKind kind, String detail,
            String documentation) {
        if (!fits(prefix, name) || !names.add(name)) {
            return;
        }
        CompletionItem item = new CompletionItem(name);
        item.setKind(kind);
        item.setDetail(detail.isEmpty() ? null : detail);
        if (!documentation.isEmpty()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, documentation));
        }
        boolean begins = name.regionMatches(true, 0, prefix, 0, prefix.length());
        item.setSortText(rank.ordinal() + (begins ? "0" : "1") + "%04d".formatted(items.size()));
        item.setFilterText(name);
        boolean places = snippets && inserted.contains("$");
        item.setInsertTextFormat(places ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
        item.setTextEdit(Either.forLeft(new TextEdit(range, inserted)));
        items.add(item);
    }
}
