package org.penumbra.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.model.Annotation;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Sample;
import org.penumbra.model.Script;
import org.penumbra.model.VariableRef;

/**
 * The same model in other free coordinates: which of the sites whose location or scale depends on other sites are
 * centred. The posterior of every site is the same; how easily it is found is not (Papaspiliopoulos, Roberts and Skold
 * 2007).
 */
public final class Centering {

    private static final String NONCENTERED = "noncentered";

    private final Model model;
    private final DistributionCatalog catalog;

    public Centering(Model model, DistributionCatalog catalog) {
        this.model = model;
        this.catalog = catalog;
    }

    /** Names of the sites that can be centred or not, in the order of the text; several statements may share a name. */
    public List<String> sites() {
        return movable(model).map(Sample::getName).distinct().toList();
    }

    /** Those of them that the text has non-centred. */
    public Set<String> written() {
        return movable(model).filter(one -> !one.getAnnotations().isEmpty()).map(Sample::getName)
                .collect(Collectors.toSet());
    }

    /**
     * A copy of the model in which exactly these of the {@link #sites} are non-centred. It may be refused by the
     * compiler where its text would be refused.
     */
    public Model with(Set<String> noncentred) {
        Model copy = copied();
        for (Sample sample : movable(copy).toList()) {
            sample.getAnnotations().clear();
            if (noncentred.contains(sample.getName())) {
                sample.getAnnotations().add(annotation());
            }
        }
        return copy;
    }

    /** In a copy of its file: the functions and networks that it calls are found there. */
    private Model copied() {
        return model.eContainer() instanceof Script script
                ? (Model) EcoreUtil.copy(script).getDeclarations().get(script.getDeclarations().indexOf(model))
                : EcoreUtil.copy(model);
    }

    /** What the text has non-centred was movable, whatever this class can tell. */
    private Stream<Sample> movable(Model text) {
        return samples(text).stream()
                .filter(one -> !one.getAnnotations().isEmpty() || isMovable(one, catalog, data(text)));
    }

    private static Annotation annotation() {
        Annotation annotation = PenumbraFactory.eINSTANCE.createAnnotation();
        annotation.setName(NONCENTERED);
        return annotation;
    }

    private static List<Sample> samples(Model model) {
        List<Sample> samples = new ArrayList<>();
        for (TreeIterator<EObject> all = model.eAllContents(); all.hasNext();) {
            if (all.next() instanceof Sample sample) {
                samples.add(sample);
            }
        }
        return samples;
    }

    private static Set<String> data(Model model) {
        Set<String> names = new HashSet<>();
        for (TreeIterator<EObject> all = model.eAllContents(); all.hasNext();) {
            if (all.next() instanceof DataDeclaration declared) {
                names.add(declared.getName());
            }
        }
        return names;
    }

    /** A latent site of a location-scale family on the reals whose parameters come from other sites. */
    private static boolean isMovable(Sample sample, DistributionCatalog catalog, Set<String> data) {
        if (data.contains(sample.getName()) || !(sample.getDistribution() instanceof Call call)
                || sample.getType() != null && !sample.getType().getName().equals("real")) {
            return false;
        }
        return catalog.find(call.getName()).filter(entry -> entry.signatures().stream().allMatch(Centering::moves))
                .isPresent() && dependsOnSites(call, data);
    }

    private static boolean moves(Signature signature) {
        return signature.isLocationScale() && signature.support().kind() == Support.Kind.REAL;
    }

    private static boolean dependsOnSites(Call call, Set<String> data) {
        for (TreeIterator<EObject> all = call.eAllContents(); all.hasNext();) {
            if (all.next() instanceof VariableRef reference && (reference.getVariable() instanceof Assign
                    || reference.getVariable() instanceof Sample site && !data.contains(site.getName()))) {
                return true;
            }
        }
        return false;
    }
}
