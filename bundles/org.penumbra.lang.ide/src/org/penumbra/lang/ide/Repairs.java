package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.core.Problem;
import org.penumbra.inference.Options;
import org.penumbra.lang.text.Region;
import org.penumbra.model.Annotation;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Component;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferItem;
import org.penumbra.model.Model;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.VariableRef;

/** Repairs of one problem that are more than another name. */
final class Repairs {

    private static final Pattern NAME = Pattern.compile("found '([^']+)'");

    private final Document document;
    private final Reference reference;
    private final Problem problem;
    private final Region region;
    private final EObject element;

    Repairs(Document document, Reference reference, Problem problem, Region region) {
        this.document = document;
        this.reference = reference;
        this.problem = problem;
        this.region = region;
        INode leaf = NodeModelUtils.findLeafNodeAtOffset(document.analysis().root(), region.offset());
        this.element = leaf == null ? null : NodeModelUtils.findActualSemanticObjectFor(leaf);
    }

    List<Fix> all() {
        List<Fix> fixes = new ArrayList<>();
        switch (problem.code()) {
            case "PEN-1101" -> declare(fixes);
            case "PEN-1105" -> move(fixes);
            case "PEN-1108" -> remove(fixes, Statement.class, "Remove it");
            case "PEN-1110" -> recurrence(fixes);
            case "PEN-1112", "PEN-1306" -> remove(fixes, Annotation.class, "Remove the annotation");
            case "PEN-1113", "PEN-1503" -> remove(fixes, Statement.class, "Remove the statement");
            case "PEN-1207" -> wholeSize(fixes);
            case "PEN-1301", "PEN-1302" -> wrap(fixes);
            case "PEN-1305" -> truncate(fixes);
            case "PEN-1402" -> argument(fixes);
            case "PEN-1403" -> defaultValue(fixes);
            case "PEN-1404" -> remove(fixes, InferItem.class, "Remove the second one");
            case "PEN-1501" -> lacking(fixes);
            default -> { }
        }
        return fixes;
    }

    private <T extends EObject> Optional<T> around(Class<T> type) {
        for (EObject at = element; at != null; at = at.eContainer()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    private void remove(List<Fix> fixes, Class<? extends EObject> type, String title) {
        around(type).ifPresent(found -> fixes.add(Fix.removing(document, title, Region.of(found))));
    }

    /** A name that is not declared: as data, or as a site. */
    private void declare(List<Fix> fixes) {
        Matcher name = NAME.matcher(problem.message());
        Optional<Model> model = around(Model.class);
        if (!name.find() || model.isEmpty() || model.get().getStatements().isEmpty()) {
            return;
        }
        Statement top = topLevel(model.get());
        int data = lineStart(Region.of(model.get().getStatements().get(0)).offset());
        int site = lineStart(Region.of(top).offset());
        fixes.add(Fix.inserting(document, "Declare '" + name.group(1) + "' as data", data,
                indent(data) + "data " + name.group(1) + " : real" + end()));
        fixes.add(Fix.inserting(document, "Declare '" + name.group(1) + "' as a latent site", site,
                indent(site) + name.group(1) + " ~ Normal(0, 1)" + end()));
    }

    /** The statement of a model in which the problem is. */
    private Statement topLevel(Declaration declaration) {
        EObject at = element;
        while (at.eContainer() != declaration && at.eContainer() != null) {
            at = at.eContainer();
        }
        return at instanceof Statement statement ? statement : ((Model) declaration).getStatements().get(0);
    }

    private void move(List<Fix> fixes) {
        if (!(element instanceof VariableRef use) || use.getVariable() == null || around(Model.class).isEmpty()
                || use.getVariable().eContainer() != around(Model.class).get()) {
            return;
        }
        Region declared = Region.of(use.getVariable());
        Region whole = Fix.withLines(document, declared);
        int target = lineStart(Region.of(topLevel(around(Model.class).get())).offset());
        Edits edits = new Edits(document);
        edits.replace(whole, "");
        edits.insert(target, indent(target) + document.text().substring(declared.offset(), declared.end()) + end());
        fixes.add(new Fix("Move the declaration of '" + use.getVariable().getName() + "' up here", edits));
    }

    private void recurrence(List<Fix> fixes) {
        around(Plate.class).filter(plate -> plate.getLabel() == null).ifPresent(plate -> fixes.add(Fix.replacing(
                document, "Make it a for loop", new Region(Region.of(plate).offset(), "plate".length()), "for")));
    }

    /** The bound of a range is data of real numbers: sizes are whole. */
    private void wholeSize(List<Fix> fixes) {
        if (element instanceof VariableRef use && use.getVariable() instanceof DataDeclaration data
                && data.getType() != null && data.getType().getDimensions().isEmpty()) {
            fixes.add(Fix.replacing(document, "Declare '" + data.getName() + "' as int(min = 1)",
                    Region.of(data.getType()), "int(min = 1)"));
        }
    }

    /** A value that can be negative where only positive ones make sense. */
    private void wrap(List<Fix> fixes) {
        boolean positive = problem.message().contains("positive") || problem.message().contains("nonnegative")
                || problem.message().contains("at least 0");
        boolean unit = problem.message().contains("unit") || problem.message().contains("between 0 and 1");
        Region value = element != null && element.eContainer() instanceof Argument argument
                ? Region.of(argument.getValue()) : region;
        String text = document.text().substring(value.offset(), Math.min(value.end(), document.text().length()));
        for (String function : positive ? List.of("exp", "softplus") : unit ? List.of("expit") : List.<String>of()) {
            fixes.add(Fix.replacing(document, "Use " + function + "(...)", value, function + "(" + text + ")"));
        }
    }

    private void truncate(List<Fix> fixes) {
        around(Sample.class).filter(sample -> sample.getDistribution() instanceof Call).ifPresent(sample -> {
            Region call = Region.of(sample.getDistribution());
            fixes.add(Fix.replacing(document, "Cut the distribution at 50", call, "Truncated("
                    + document.text().substring(call.offset(), call.end()) + ", max = 50)"));
        });
    }

    private void argument(List<Fix> fixes) {
        around(Argument.class).ifPresent(argument -> {
            Region own = Region.of(argument);
            int from = own.offset();
            int to = own.end();
            String text = document.text();
            int behind = skip(to, 1);
            int before = skip(from - 1, -1);
            if (behind < text.length() && text.charAt(behind) == ',') {
                to = skip(behind + 1, 1);
            } else if (before >= 0 && text.charAt(before) == ',') {
                from = before;
            }
            fixes.add(Fix.replacing(document, "Remove the option", new Region(from, to - from), ""));
        });
    }

    private int skip(int offset, int step) {
        int at = offset;
        while (at >= 0 && at < document.text().length() && Character.isWhitespace(document.text().charAt(at))) {
            at += step;
        }
        return at;
    }

    private void defaultValue(List<Fix> fixes) {
        Optional<Argument> argument = around(Argument.class);
        Optional<Component> part = around(Component.class);
        if (argument.isEmpty() || part.isEmpty()) {
            return;
        }
        Symbol.Kind kind = Symbol.Kind.valueOf(part.get().getKind().toUpperCase(Locale.ROOT));
        List<Options.Description> options = reference.part(kind, part.get().getName()).map(reference::options)
                .orElse(List.of());
        int position = part.get().getArguments().indexOf(argument.get());
        Optional<Options.Description> option = argument.get().getName() == null
                ? options.stream().skip(position).findFirst()
                : options.stream().filter(one -> one.name().equals(argument.get().getName())).findFirst();
        option.ifPresent(one -> {
            String value = one.type().equals("text") ? '"' + one.defaultValue() + '"' : one.defaultValue();
            fixes.add(Fix.replacing(document, "Use the default, " + value, Region.of(argument.get().getValue()),
                    value));
        });
    }

    private void lacking(List<Fix> fixes) {
        around(GuideDeclaration.class).ifPresent(guide -> {
            Region whole = Region.of(guide);
            int brace = whole.end() - 1;
            List<String> lines = new MissingSites(document.analysis(), reference).statements(guide);
            if (!lines.isEmpty() && document.text().charAt(brace) == '}') {
                boolean own = lineStart(brace) <= brace && document.text().substring(lineStart(brace), brace).isBlank();
                String indent = own ? indent(brace) + "  " : "  ";
                String text = lines.stream().map(line -> indent + line + end()).reduce("", String::concat);
                fixes.add(Fix.inserting(document, "Add what is missing", own ? lineStart(brace) : brace,
                        own ? text : end() + text));
            }
        });
    }

    private int lineStart(int offset) {
        return document.lines().start(document.lines().line(offset));
    }

    private String indent(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < document.text().length() && document.text().charAt(end) == ' ') {
            end++;
        }
        return document.text().substring(start, end);
    }

    private String end() {
        return document.text().contains("\r\n") ? "\r\n" : "\n";
    }
}
