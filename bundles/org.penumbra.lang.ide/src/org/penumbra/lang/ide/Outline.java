package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.penumbra.lang.text.Region;
import org.penumbra.model.Component;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.JointSample;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.PenumbraPackage.Literals;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Seed;
import org.penumbra.model.Statement;
import org.penumbra.model.Subsample;
import org.penumbra.model.Variable;

/** What a text declares, as a tree. */
final class Outline {

    private final Document document;
    private final Description description;

    Outline(Document document, Reference reference) {
        this.document = document;
        this.description = new Description(document.analysis(), reference);
    }

    List<DocumentSymbol> tree() {
        return document.analysis().script().getDeclarations().stream().filter(one -> one.getName() != null)
                .map(this::declaration).toList();
    }

    /** What other files may be searched for. */
    List<WorkspaceSymbol> matching(String query) {
        String wanted = query.toLowerCase(Locale.ROOT);
        List<WorkspaceSymbol> found = new ArrayList<>();
        for (DocumentSymbol declaration : tree()) {
            Stream.concat(Stream.of(declaration), declaration.getChildren().stream())
                    .filter(one -> Proposals.fits(wanted, one.getName())).forEach(one ->
                            found.add(new WorkspaceSymbol(one.getName(), one.getKind(),
                                    Either.forLeft(new Location(document.uri(), one.getSelectionRange())),
                                    one == declaration ? "" : declaration.getName())));
        }
        return found;
    }

    private DocumentSymbol declaration(Declaration declaration) {
        SymbolKind kind = switch (declaration) {
            case Model model -> SymbolKind.Class;
            case GuideDeclaration guide -> SymbolKind.Interface;
            case InferDeclaration run -> SymbolKind.Event;
            default -> SymbolKind.Function;
        };
        String signature = Description.signature(declaration);
        DocumentSymbol symbol = symbol(declaration.getName(), kind, declaration, Literals.DECLARATION__NAME,
                signature.substring(0, signature.indexOf(' ')));
        symbol.setChildren(switch (declaration) {
            case Model model -> statements(model.getStatements());
            case GuideDeclaration guide -> statements(guide.getStatements());
            case NetworkDeclaration network -> statements(network.getStatements());
            case InferDeclaration run -> settings(run);
            case FunctionDeclaration function -> List.of();
            default -> List.of();
        });
        return symbol;
    }

    private List<DocumentSymbol> statements(List<Statement> statements) {
        return statements.stream().flatMap(statement -> statement(statement).stream()).toList();
    }

    private List<DocumentSymbol> statement(Statement statement) {
        return switch (statement) {
            case Variable variable when variable.getName() != null -> List.of(variable(variable));
            case Loop loop -> List.of(loop(loop));
            case JointSample joint when !joint.getSites().isEmpty() -> List.of(symbol(String.join(", ",
                    joint.getSites().stream().map(Variable::getName).toList()), SymbolKind.Variable, joint,
                    Literals.JOINT_SAMPLE__SITES, "drawn jointly"));
            default -> List.of();
        };
    }

    private DocumentSymbol variable(Variable variable) {
        SymbolKind kind = variable instanceof DataDeclaration ? SymbolKind.Constant
                : variable instanceof Sample ? SymbolKind.Variable : SymbolKind.Field;
        String type = description.type(variable);
        return symbol(variable.getName(), kind, variable, Literals.VARIABLE__NAME,
                Description.kind(variable) + (type.isEmpty() ? "" : " : " + type));
    }

    private DocumentSymbol loop(Loop loop) {
        boolean named = loop instanceof Plate plate && plate.getLabel() != null;
        String name = loop.getIndex() == null || loop.getIndex().getName() == null ? "" : loop.getIndex().getName();
        DocumentSymbol symbol = symbol((loop instanceof Plate ? "plate " : "for ")
                + (named ? ((Plate) loop).getLabel() : name), SymbolKind.Array, loop,
                named ? Literals.PLATE__LABEL : Literals.LOOP__INDEX, "");
        symbol.setChildren(statements(loop.getStatements()));
        return symbol;
    }

    private List<DocumentSymbol> settings(InferDeclaration run) {
        return run.getItems().stream().map(item -> switch (item) {
            case DataBinding data -> symbol("data", SymbolKind.File, data, Literals.DATA_BINDING__SOURCE,
                    data.getSource() == null ? "" : data.getSource());
            case Component part -> symbol(part.getKind(), SymbolKind.Module, part, Literals.COMPONENT__NAME,
                    part.getName() == null ? "" : part.getName());
            case Seed seed -> symbol("seed", SymbolKind.Number, seed, Literals.SEED__VALUE, "" + seed.getValue());
            case Subsample sample -> symbol("subsample", SymbolKind.Number, sample, Literals.SUBSAMPLE__PLATE,
                    sample.getPlate() == null ? "" : sample.getPlate());
            default -> symbol(item.eClass().getName().toLowerCase(Locale.ROOT), SymbolKind.Property, item,
                    Literals.INTERVENTION__VARIABLE, "");
        }).toList();
    }

    private DocumentSymbol symbol(String name, SymbolKind kind, EObject element, EStructuralFeature feature,
            String detail) {
        Range whole = document.lines().range(Region.of(element));
        Range selection = document.lines().range(Region.of(element, feature));
        DocumentSymbol symbol = new DocumentSymbol(name.isEmpty() ? "?" : name, kind, whole, selection, detail);
        symbol.setChildren(List.of());
        return symbol;
    }
}
