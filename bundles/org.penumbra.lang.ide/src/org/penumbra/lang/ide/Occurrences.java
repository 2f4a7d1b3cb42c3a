package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.lang.Analysis;
import org.penumbra.lang.ide.Occurrence.Role;
import org.penumbra.lang.ide.Symbol.Kind;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.types.BuiltIns;
import org.penumbra.model.Annotation;
import org.penumbra.model.Call;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.Component;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.Invoke;
import org.penumbra.model.JointSample;
import org.penumbra.model.Member;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraPackage.Literals;
import org.penumbra.model.Plate;
import org.penumbra.model.Script;
import org.penumbra.model.Subsample;
import org.penumbra.model.Type;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Every name of a text that stands for something, in order. */
final class Occurrences {

    private final Analysis analysis;
    private final List<Occurrence> all = new ArrayList<>();

    private Occurrences(Analysis analysis) {
        this.analysis = analysis;
    }

    static Occurrences in(Analysis analysis) {
        Occurrences found = new Occurrences(analysis);
        analysis.script().eAllContents().forEachRemaining(found::add);
        found.all.sort(Comparator.comparingInt(one -> one.region().offset()));
        return found;
    }

    List<Occurrence> all() {
        return all;
    }

    /** The name at a position, or that ends there. */
    Optional<Occurrence> at(int offset) {
        return all.stream().filter(one -> one.region().touches(offset))
                .max(Comparator.comparingInt(one -> one.region().offset()));
    }

    List<Occurrence> of(Symbol symbol) {
        return all.stream().filter(one -> one.symbol().equals(symbol)).toList();
    }

    private void add(EObject element) {
        if (element instanceof Variable variable && variable.getName() != null) {
            variable(variable);
        }
        switch (element) {
            case Declaration declaration -> declaration(declaration);
            case VariableRef use -> use(use);
            case Call call -> call(call);
            case JointSample joint -> joint(joint);
            case ColumnBinding binding when binding.getVariable() != null ->
                    read(binding, Literals.COLUMN_BINDING__VARIABLE, Symbol.of(binding.getVariable()));
            case Intervention change when change.getVariable() != null ->
                    read(change, Literals.INTERVENTION__VARIABLE, Symbol.of(change.getVariable()));
            case Component component -> component(component);
            case Subsample subsample -> subsample(subsample);
            case Plate plate when plate.getLabel() != null ->
                    put(plate, Literals.PLATE__LABEL, new Symbol.Label(plate), Role.DECLARES);
            case Member member -> Results.of(member).ifPresent(result ->
                    read(member, Literals.MEMBER__NAME, Symbol.of(result)));
            case Type type -> read(type, Literals.TYPE__NAME, new Symbol.Known(Kind.TYPE, type.getName()));
            case Annotation annotation -> read(annotation, Literals.ANNOTATION__NAME,
                    new Symbol.Known(Kind.ANNOTATION, annotation.getName()));
            default -> { }
        }
    }

    private void variable(Variable variable) {
        Symbol symbol = Symbol.of(variable);
        boolean declares = symbol instanceof Symbol.Named named && named.element() == variable;
        put(variable, Literals.VARIABLE__NAME, symbol, declares ? Role.DECLARES : Role.WRITES);
    }

    private void declaration(Declaration declaration) {
        if (declaration.getName() != null) {
            put(declaration, Literals.DECLARATION__NAME, new Symbol.Declared(declaration), Role.DECLARES);
        }
        Model model = declaration instanceof GuideDeclaration guide ? guide.getModel()
                : declaration instanceof InferDeclaration run ? run.getModel() : null;
        if (model != null) {
            read(declaration, declaration instanceof GuideDeclaration ? Literals.GUIDE_DECLARATION__MODEL
                    : Literals.INFER_DECLARATION__MODEL, new Symbol.Declared(model));
        }
    }

    private void use(VariableRef use) {
        if (use.getVariable() != null) {
            read(use, Literals.VARIABLE_REF__VARIABLE, Symbol.of(use.getVariable()));
        } else if (use.getName() != null) {
            callable(use, use.getName()).ifPresent(symbol -> read(use, Literals.VARIABLE_REF__VARIABLE, symbol));
        }
    }

    private void call(Call call) {
        callable(call, call.getName()).ifPresent(symbol -> read(call, Literals.CALL__NAME, symbol));
        callable(call, call.getName()).ifPresent(owner -> Arguments.named(call, owner)
                .forEach((argument, symbol) -> read(argument, Literals.ARGUMENT__NAME, symbol)));
    }

    private Optional<Symbol> callable(EObject place, String name) {
        if (name == null) {
            return Optional.empty();
        }
        Optional<Symbol> declared = Callables.declared(name, place).map(Symbol.Declared::new);
        if (place.eContainer() instanceof Invoke invoke && invoke.getTarget() == place) {
            return Optional.of(new Symbol.Known(Kind.LAYER, name));
        }
        return declared.or(() -> analysis.distributions().exists(name)
                ? Optional.of(new Symbol.Known(Kind.DISTRIBUTION, name))
                : BuiltIns.find(name).map(function -> new Symbol.Known(Kind.FUNCTION, name)));
    }

    private void joint(JointSample joint) {
        for (INode node : NodeModelUtils.findNodesForFeature(joint, Literals.JOINT_SAMPLE__SITES)) {
            String name = NodeModelUtils.getTokenText(node);
            joint.getSites().stream().filter(site -> name.equals(site.getName())).findFirst().ifPresent(site ->
                    all.add(new Occurrence(Region.of(node), Symbol.of(site), Role.WRITES)));
        }
    }

    private void component(Component component) {
        if (component.getName() == null) {
            return;
        }
        Optional<Symbol> written = ((Script) component.eContainer().eContainer()).getDeclarations().stream()
                .filter(declaration -> declaration instanceof GuideDeclaration && component.getKind().equals("guide")
                        && component.getName().equals(declaration.getName())).findFirst().map(Symbol.Declared::new);
        Kind kind = Kind.valueOf(component.getKind().toUpperCase(Locale.ROOT));
        read(component, Literals.COMPONENT__NAME,
                written.orElseGet(() -> new Symbol.Known(kind, component.getName())));
        if (written.isEmpty()) {
            component.getArguments().stream().filter(argument -> argument.getName() != null).forEach(argument ->
                    read(argument, Literals.ARGUMENT__NAME,
                            new Symbol.Detail(kind, component.getName(), argument.getName())));
        }
    }

    private void subsample(Subsample subsample) {
        Model model = ((InferDeclaration) subsample.eContainer()).getModel();
        if (model == null || subsample.getPlate() == null) {
            return;
        }
        model.eAllContents().forEachRemaining(element -> {
            if (element instanceof Plate plate && subsample.getPlate().equals(plate.getLabel())) {
                read(subsample, Literals.SUBSAMPLE__PLATE, new Symbol.Label(plate));
            } else if (element instanceof Plate plate && plate.getLabel() == null
                    && subsample.getPlate().equals(plate.getIndex().getName())) {
                read(subsample, Literals.SUBSAMPLE__PLATE, Symbol.of(plate.getIndex()));
            }
        });
    }

    private void read(EObject element, EStructuralFeature feature, Symbol symbol) {
        put(element, feature, symbol, Role.READS);
    }

    private void put(EObject element, EStructuralFeature feature, Symbol symbol, Role role) {
        List<INode> nodes = NodeModelUtils.findNodesForFeature(element, feature);
        if (!nodes.isEmpty()) {
            all.add(new Occurrence(Region.of(nodes.get(0)), symbol, role));
        }
    }
}
