package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.text.Region;
import org.penumbra.model.Assign;
import org.penumbra.model.Declaration;
import org.penumbra.model.Expression;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.PenumbraPackage.Literals;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/** What nobody had to write because it follows: supports and shapes of sites, types of values. */
final class Hints {

    private static final Set<String> SUPPORTS = Set.of("positive", "nonnegative", "unit");

    private final Document document;
    private final Description description;

    Hints(Document document, Reference reference) {
        this.document = document;
        this.description = new Description(document.analysis(), reference);
    }

    /** Between two offsets. */
    List<InlayHint> between(int from, int to) {
        List<InlayHint> hints = new ArrayList<>();
        for (Declaration declaration : document.analysis().script().getDeclarations()) {
            for (Variable variable : Scope.variables(statements(declaration))) {
                Region name = Region.of(variable, Literals.VARIABLE__NAME);
                if (name.end() >= from && name.offset() <= to) {
                    add(hints, variable);
                }
            }
        }
        return hints;
    }

    private static List<Statement> statements(Declaration declaration) {
        return switch (declaration) {
            case Model model -> model.getStatements();
            case GuideDeclaration guide -> guide.getStatements();
            case NetworkDeclaration network -> network.getStatements();
            default -> List.of();
        };
    }

    private void add(List<InlayHint> hints, Variable variable) {
        boolean wanted = switch (variable) {
            case Sample sample -> sample.getType() == null && Description.kind(sample).equals("latent")
                    && Scope.first(sample) == sample;
            case Assign value -> value.getType() == null && Scope.first(value) == value;
            default -> false;
        };
        String type = wanted ? type(variable) : "";
        if (!type.isEmpty()) {
            InlayHint hint = new InlayHint(document.lines().position(end(variable)), Either.forLeft(": " + type));
            hint.setKind(InlayHintKind.Type);
            hint.setPaddingLeft(true);
            hints.add(hint);
        }
    }

    /** The support where it has a name, else the kind of number, with the shape. */
    private String type(Variable variable) {
        String type = description.type(variable);
        String support = variable instanceof Sample ? description.support(variable) : "";
        int bracket = type.indexOf('[');
        String shape = bracket < 0 ? "" : type.substring(bracket);
        return !type.isEmpty() && SUPPORTS.contains(support) ? support + shape : type;
    }

    /** Behind the name and its subscripts. */
    private static int end(Variable variable) {
        List<Expression> indices = variable instanceof Sample sample ? sample.getIndices()
                : variable instanceof Assign assign ? assign.getIndices() : List.of();
        int end = Region.of(variable, Literals.VARIABLE__NAME).end();
        return indices.isEmpty() ? end : Region.of(indices.getLast()).end() + 1;
    }
}
