package org.penumbra.compiler.lower;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.ObservedTerms;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.Location;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Model;

/** The programs that a model and its data are turned into: one for each thing that is asked of a model. */
public final class ModelPrograms {

    private ModelPrograms() {
    }

    /**
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) at the place that cannot be bound or compiled
     */
    public static ModelProgram lower(Model model, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        ModelLowering lowering = new ModelLowering(changes, parts, locations);
        ModelProgram program = lowering.run(model, data, Set.of());
        lowering.requireLatent(model, program);
        return lowering.marginal(program);
    }

    /**
     * The same model without what it observes: the prior density of its latent sites. Elements of data that are missing
     * are latent sites, given the data that are there.
     *
     * @throws org.penumbra.core.PenumbraException as above
     */
    public static ModelProgram prior(Model model, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        ModelLowering lowering = new ModelLowering(changes, parts, locations);
        ModelProgram joint = lowering.run(model, data, Set.of());
        List<Term> prior = joint.terms().stream().filter(term -> !lowering.likelihood().contains(term)).toList();
        return lowering.marginal(joint.withTerms(prior));
    }

    /**
     * The terms of the same model that are densities of data.
     *
     * @throws org.penumbra.core.PenumbraException as above
     */
    public static ObservedTerms observed(Model model, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        ModelLowering lowering = new ModelLowering(changes, parts, locations);
        ModelProgram joint = lowering.run(model, data, Set.of());
        return ObservedTerms.of(lowering.marginal(joint), joint, lowering.likelihood());
    }

    /**
     * The joint density with respect to the sites' own values: no change of variables, and nothing summed out.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as above
     */
    public static JointModel joint(Model model, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        ModelLowering lowering = new ModelLowering(changes, parts, locations, new Binding(true));
        ModelProgram program = lowering.run(model, data, Set.of());
        return lowering.joint(program);
    }

    /**
     * The joint density on free coordinates in which discrete sites are variables: what they are sampled with.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as above
     */
    public static JointModel sampled(Model model, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        ModelLowering lowering = new ModelLowering(changes, parts, locations);
        ModelProgram program = lowering.run(model, data, Set.of());
        lowering.requireLatent(model, program);
        return lowering.joint(program);
    }

    /**
     * The model as a recipe for the data that it observes, but for those that the run sets.
     *
     * @param data sizes and covariates; of what is drawn, only the shape counts
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as above
     */
    public static Generation generate(Model model, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        return generate(model, data, changes, Interventions.observedData(model), parts, locations);
    }

    /**
     * The model as a recipe for some of the data that it observes.
     *
     * @param wanted which are drawn; others are read
     */
    public static Generation generate(Model model, Map<String, BoundArray> data, Interventions changes,
            Set<String> wanted, InstalledParts parts, Function<EObject, Location> locations) {
        ModelLowering lowering = new ModelLowering(changes, parts, locations);
        Set<String> drawn = new HashSet<>(wanted);
        drawn.removeAll(changes.byName().keySet());
        ModelProgram program = lowering.run(model, data, drawn);
        return lowering.generation(program);
    }

    /**
     * A guide block for its model and the data.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as above; also where the guide does not fit the model
     */
    public static GuideProgram guide(GuideDeclaration guide, Map<String, BoundArray> data, Interventions changes,
            InstalledParts parts, Function<EObject, Location> locations) {
        return new ModelLowering(changes, parts, locations).guide(guide, data);
    }
}
