package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;
import org.penumbra.lang.ide.Context.Frame;
import org.penumbra.lang.ide.Symbol.Kind;

/** What is called takes, while its arguments are written. */
final class Signatures {

    /** A parameter as it is shown, and what is said of it. */
    private record Shown(String name, String label, String documentation) {
    }

    private final Reference reference;

    Signatures(Reference reference) {
        this.reference = reference;
    }

    Optional<SignatureHelp> at(Document document, int offset) {
        Context context = Context.at(document.words(), offset);
        Optional<Frame> call = context.frames().stream().takeWhile(frame -> !frame.isBlock())
                .filter(frame -> frame.isCall() && !frame.head().isEmpty()).findFirst();
        return call.filter(frame -> !context.silent()).flatMap(frame -> help(document, frame, context, offset));
    }

    private Optional<SignatureHelp> help(Document document, Frame call, Context context, int offset) {
        List<List<Shown>> forms = forms(document, call, offset);
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        String named = named(context);
        List<SignatureInformation> signatures = new ArrayList<>();
        int active = 0;
        for (int i = forms.size() - 1; i >= 0; i--) {
            List<Shown> form = forms.get(i);
            signatures.addFirst(signature(call.head(), form, position(form, named, call.commas())));
            boolean fits = named.isEmpty() ? call.commas() < Math.max(1, form.size())
                    : form.stream().anyMatch(one -> one.name().equals(named));
            active = fits ? i : active;
        }
        Integer parameter = signatures.get(active).getActiveParameter();
        return Optional.of(new SignatureHelp(signatures, active, parameter == null ? 0 : parameter));
    }

    /** The name in {@code name = ...} that the cursor stands behind; empty by position. */
    private static String named(Context context) {
        for (int i = 0; i + 1 < context.before().size(); i++) {
            if (context.before(i).equals(",") || context.before(i).equals("(")) {
                return "";
            }
            if (context.before(i).equals("=")) {
                return context.before(i + 1);
            }
        }
        return "";
    }

    private static int position(List<Shown> form, String named, int commas) {
        for (int i = 0; i < form.size(); i++) {
            if (form.get(i).name().equals(named)) {
                return i;
            }
        }
        return named.isEmpty() ? commas : form.size();
    }

    private List<List<Shown>> forms(Document document, Frame call, int offset) {
        if (List.of("algorithm", "guide", "objective", "optimizer").contains(call.kind())) {
            return reference.part(Kind.valueOf(call.kind().toUpperCase(Locale.ROOT)), call.head()).stream()
                    .map(part -> reference.options(part).stream().map(option -> new Shown(option.name(),
                            option.name() + " = " + option.defaultValue(), Reference.option(option) + ". "
                                    + option.help())).toList()).toList();
        }
        Map<String, String> own = Surroundings.of(document, offset, reference).parameters(call.head());
        if (!own.isEmpty()) {
            return List.of(own.entrySet().stream().map(one -> new Shown(one.getKey(), one.getKey() + " : "
                    + one.getValue(), "")).toList());
        }
        List<List<Shown>> known = new ArrayList<>();
        reference.distribution(call.head()).ifPresent(entry -> entry.signatures().forEach(signature ->
                known.add(signature.parameters().stream().map(parameter -> new Shown(parameter.name(),
                        parameter.name() + (parameter.defaultValue() == null ? "" : " = "
                                + Reference.number(parameter.defaultValue())),
                        parameter.supportText() + ". " + parameter.documentation())).toList())));
        reference.layer(call.head()).ifPresent(layer -> known.add(layer.parameters().stream().map(parameter ->
                new Shown(parameter.name(), parameter.toString(), parameter.documentation())).toList()));
        reference.function(call.head()).ifPresent(function -> function.forms().forEach(form ->
                known.add(split(form).stream().map(text -> new Shown(text.replaceAll("\\[.*", ""), text, ""))
                        .toList())));
        return known;
    }

    /** The arguments of {@code solve(matrix[n, n], b[n])}. */
    private static List<String> split(String form) {
        int open = form.indexOf('(');
        String inner = open < 0 ? "" : form.substring(open + 1, form.lastIndexOf(')'));
        return inner.isBlank() ? List.of() : List.of(inner.split(", *(?![^\\[]*])"));
    }

    private SignatureInformation signature(String name, List<Shown> form, int position) {
        StringBuilder label = new StringBuilder(name).append('(');
        List<ParameterInformation> parameters = new ArrayList<>();
        for (Shown shown : form) {
            label.append(parameters.isEmpty() ? "" : ", ");
            ParameterInformation parameter = new ParameterInformation();
            parameter.setLabel(Tuple.two(label.length(), label.length() + shown.label().length()));
            if (!shown.documentation().isEmpty()) {
                parameter.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, shown.documentation()));
            }
            label.append(shown.label());
            parameters.add(parameter);
        }
        SignatureInformation signature = new SignatureInformation(label.append(')').toString());
        signature.setParameters(parameters);
        signature.setActiveParameter(Math.min(position, Math.max(0, parameters.size() - 1)));
        return signature;
    }
}
