package org.penumbra.lang.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.CrossReference;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.model.Column;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.JointSample;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Script;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Sets every reference of a freshly parsed script. A name without a meaning leaves its reference empty. */
public final class Linker {

    private final Script script;
    private final Links links = new Links();

    private Linker(Script script) {
        this.script = script;
    }

    /** Links in place; models first, because they say what the names in guides and runs mean. */
    public static Links link(Script script, ICompositeNode root) {
        Linker linker = new Linker(script);
        List<INode> others = new ArrayList<>();
        for (INode node : root.getAsTreeIterable()) {
            if (node.getGrammarElement() instanceof CrossReference) {
                EObject element = NodeModelUtils.findActualSemanticObjectFor(node);
                if (element instanceof Declaration) {
                    linker.link(element, NodeModelUtils.getTokenText(node));
                } else {
                    others.add(node);
                }
            }
        }
        others.forEach(node -> linker.link(NodeModelUtils.findActualSemanticObjectFor(node),
                NodeModelUtils.getTokenText(node)));
        return linker.links;
    }

    private void link(EObject element, String name) {
        boolean found = switch (element) {
            case GuideDeclaration guide -> set(model(name), guide::setModel);
            case InferDeclaration run -> set(model(name), run::setModel);
            case VariableRef use -> use(use, name);
            case ColumnBinding binding -> set(data(name, binding), binding::setVariable);
            case Intervention intervention -> set(Scope.resolve(name, intervention), intervention::setVariable);
            case JointSample joint -> set(Scope.latent(name, joint), joint.getSites()::add);
            default -> throw new IllegalStateException("a reference of " + element.eClass().getName());
        };
        if (!found) {
            links.unresolved(element, name);
        }
    }

    private static boolean use(VariableRef use, String name) {
        use.setName(name);
        return set(Scope.resolve(name, use).or(() -> column(name, use)), use::setVariable);
    }

    private static <T> boolean set(Optional<? extends T> target, Consumer<T> setter) {
        target.ifPresent(setter);
        return target.isPresent();
    }

    private Optional<Model> model(String name) {
        return script.getDeclarations().stream().filter(Model.class::isInstance).map(Model.class::cast)
                .filter(model -> model.getName().equals(name)).findFirst();
    }

    private static Optional<DataDeclaration> data(String name, ColumnBinding binding) {
        return Scope.resolve(name, binding.eContainer().eContainer()).filter(DataDeclaration.class::isInstance)
                .map(DataDeclaration.class::cast);
    }

    /** In the bindings and filter of data, any name is a column; whether the file has it is known when it is read. */
    private static Optional<Variable> column(String name, VariableRef use) {
        DataBinding binding = Scope.dataBinding(use);
        if (binding == null) {
            return Optional.empty();
        }
        Optional<Column> known = binding.getColumns().stream().filter(column -> column.getName().equals(name))
                .findFirst();
        return Optional.of(known.orElseGet(() -> {
            Column column = PenumbraFactory.eINSTANCE.createColumn();
            column.setName(name);
            binding.getColumns().add(column);
            return column;
        }));
    }
}
