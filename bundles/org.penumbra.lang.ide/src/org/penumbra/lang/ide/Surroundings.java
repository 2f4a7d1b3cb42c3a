package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.types.Networks;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Script;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/** What the text declares around a position. */
final class Surroundings {

    private final Script script;
    private final Description description;
    private final int offset;
    private final List<EObject> blocks;

    private Surroundings(Script script, Description description, int offset, List<EObject> blocks) {
        this.script = script;
        this.description = description;
        this.offset = offset;
        this.blocks = blocks;
    }

    static Surroundings of(Document document, int offset, Reference reference) {
        Script script = document.analysis().script();
        List<EObject> blocks = new ArrayList<>();
        EObject at = script;
        while (at != null) {
            EObject inner = null;
            for (EObject child : at.eContents()) {
                boolean block = child instanceof Declaration || child instanceof Loop;
                if (block && contains(child, offset)) {
                    inner = child;
                }
            }
            if (inner != null) {
                blocks.addFirst(inner);
            }
            at = inner;
        }
        return new Surroundings(script, new Description(document.analysis(), reference), offset, blocks);
    }

    private static boolean contains(EObject element, int offset) {
        INode node = NodeModelUtils.findActualNodeFor(element);
        return node != null && node.getOffset() <= offset
                && (offset < node.getEndOffset() || offset == node.getEndOffset() && !node.getText().endsWith("}"));
    }

    int offset() {
        return offset;
    }

    Description description() {
        return description;
    }

    /** The declaration around, or null. */
    Declaration declaration() {
        return blocks.isEmpty() ? null : (Declaration) blocks.getLast();
    }

    /** The model that a run or guide around is about, or null. */
    Model model() {
        return switch (declaration()) {
            case InferDeclaration run -> run.getModel();
            case GuideDeclaration guide -> guide.getModel();
            case Model model -> model;
            case null, default -> null;
        };
    }

    <T extends Declaration> List<T> declarations(Class<T> type) {
        return script.getDeclarations().stream().filter(type::isInstance).map(type::cast)
                .filter(declaration -> declaration.getName() != null).toList();
    }

    /** Functions and networks of the file. */
    List<Declaration> callables() {
        return declarations(Declaration.class).stream().filter(one -> one instanceof FunctionDeclaration
                || one instanceof NetworkDeclaration).toList();
    }

    /** Variables that may be used here: those above, data, indices and parameters; each name once. */
    List<Variable> readable() {
        Map<String, Variable> found = new LinkedHashMap<>();
        for (EObject block : blocks) {
            switch (block) {
                case Loop loop -> {
                    put(found, loop.getIndex());
                    own(found, loop.getStatements());
                }
                case FunctionDeclaration function -> function.getParameters().forEach(one -> put(found, one));
                case NetworkDeclaration network -> {
                    network.getParameters().forEach(one -> put(found, one));
                    own(found, network.getStatements());
                }
                case Model model -> outer(found, model.getStatements());
                case GuideDeclaration guide -> outer(found, guide.getStatements());
                default -> { }
            }
        }
        if (declaration() instanceof GuideDeclaration guide && guide.getModel() != null) {
            data(guide.getModel()).forEach(data -> put(found, data));
        }
        return List.copyOf(found.values());
    }

    /** What a statement that begins here can be about: data that are not observed yet, and sites to be drawn. */
    List<Variable> assignable() {
        if (declaration() instanceof GuideDeclaration guide && guide.getModel() != null) {
            List<String> drawn = Scope.variables(guide.getStatements()).stream().map(Variable::getName).toList();
            return named(Scope.variables(guide.getModel().getStatements()).stream()
                    .filter(variable -> Description.kind(variable).equals("latent")
                            && !drawn.contains(variable.getName())));
        }
        return declaration() instanceof Model model ? named(data(model).stream()) : results();
    }

    /** The named results of the network around. */
    private List<Variable> results() {
        return declaration() instanceof NetworkDeclaration network
                ? named(network.getResults().stream().map(Variable.class::cast)) : List.of();
    }

    private static List<Variable> named(Stream<? extends Variable> variables) {
        Map<String, Variable> found = new LinkedHashMap<>();
        variables.forEach(variable -> put(found, variable));
        return List.copyOf(found.values());
    }

    /** The results of a network that stand behind a name. */
    List<Parameter> results(String name) {
        return readable().stream().filter(variable -> name.equals(variable.getName()))
                .filter(Assign.class::isInstance).map(Assign.class::cast)
                .flatMap(value -> Networks.called(value.getValue()).stream())
                .flatMap(network -> network.getResults().stream()).filter(result -> result.getName() != null).toList();
    }

    /** Names and types of the parameters of a function or network of the file; empty for anything else. */
    Map<String, String> parameters(String callable) {
        Map<String, String> found = new LinkedHashMap<>();
        callables().stream().filter(one -> one.getName().equals(callable)).forEach(one -> Arguments.parameters(one)
                .forEach(parameter -> found.put(parameter.getName(), Places.text(parameter.getType()))));
        return found;
    }

    static List<Variable> data(Model model) {
        return model.getStatements().stream().filter(DataDeclaration.class::isInstance).map(Variable.class::cast)
                .toList();
    }

    private void own(Map<String, Variable> found, List<Statement> statements) {
        statements.stream().filter(Variable.class::isInstance).map(Variable.class::cast).filter(this::isAbove)
                .forEach(variable -> put(found, variable));
    }

    /** Statements of the whole declaration: data wherever they stand, others above, elements also within loops. */
    private void outer(Map<String, Variable> found, List<Statement> statements) {
        own(found, statements);
        Scope.variables(statements).stream().filter(variable -> variable instanceof DataDeclaration
                || isAbove(variable) && (!(variable instanceof Assign) || Scope.isIndexed(variable)))
                .forEach(variable -> put(found, variable));
    }

    private boolean isAbove(Variable variable) {
        return Region.of(variable).end() <= offset;
    }

    private static void put(Map<String, Variable> found, Variable variable) {
        if (variable != null && variable.getName() != null) {
            found.putIfAbsent(variable.getName(), variable);
        }
    }
}
