package org.penumbra.compiler;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.guide.CompiledGuide;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.lower.ModelPrograms;
import org.penumbra.compiler.target.CompiledObservations;
import org.penumbra.compiler.target.Layout;
import org.penumbra.compiler.target.PredictiveCode;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.MissingNumbers;
import org.penumbra.inference.Observations;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Model;

/** Model and data in, machine code out. */
public final class ModelCompiler {

    /** Sums over discrete sites that take too much, or that something stands in the way of. */
    private static final Set<String> UNSUMMABLE = Set.of("PEN-2922", "PEN-2923", "PEN-2924");

    private final InstalledParts parts;
    private final Function<EObject, Location> locations;
    private final Vectors vectors;

    /**
     * @param catalog the distributions that models may name; networks have no layers
     * @param locations where an element stands in its text; null for elements that have no text
     */
    public ModelCompiler(DistributionCatalog catalog, Function<EObject, Location> locations) {
        this(InstalledParts.of(catalog), locations);
    }

    /**
     * @param parts what models may name
     * @param locations where an element stands in its text; null for elements that have no text
     */
    public ModelCompiler(InstalledParts parts, Function<EObject, Location> locations) {
        this(parts, locations, Vectors.NONE);
    }

    /**
     * The same with vector code.
     *
     * @param vectors whether compiled models may run it
     */
    public ModelCompiler(InstalledParts parts, Function<EObject, Location> locations, Vectors vectors) {
        this.parts = Objects.requireNonNull(parts);
        this.locations = Objects.requireNonNull(locations);
        this.vectors = Objects.requireNonNull(vectors);
    }

    /**
     * @param data by declared name; sizes that are the extent of something else may be left out
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) when the data do not fit the model or a construct cannot
     * be
     *         compiled; every problem has its place
     */
    public CompiledModel compile(Model model, Map<String, BoundArray> data) {
        return compile(model, data, Interventions.NONE);
    }

    /**
     * The same with some variables set or observed by the run.
     *
     * @throws org.penumbra.core.PenumbraException as without; also when a value does not fit its variable
     */
    public CompiledModel compile(Model model, Map<String, BoundArray> data, Interventions interventions) {
        Supplier<JointModel> joint = () -> ModelPrograms.joint(model, data, interventions, parts, locations);
        try {
            ModelProgram program = ModelPrograms.lower(model, data, interventions, parts, locations);
            return CompiledModel.of(program, vectors,
                    () -> ModelPrograms.prior(model, data, interventions, parts, locations), joint, this::name);
        } catch (MissingNumbers notInMemory) {
            throw PenumbraException.badInput(Problem.error("PEN-2953", "the rows of the data are read from disk one by "
                    + "one, but all of '" + notInMemory.array() + "' must be known before the model can be compiled.")
                    .at(locations.apply(model)).advise("Give the program more memory."));
        }
    }

    /**
     * The same, told what becomes of discrete latent sites.
     *
     * @throws org.penumbra.core.PenumbraException as without; what cannot be summed out is no reason where sites may be
     *         drawn
     */
    public CompiledModel compile(Model model, Map<String, BoundArray> data, Interventions interventions,
            Discrete discrete) {
        if (discrete == Discrete.DRAWN) {
            JointModel joint = ModelPrograms.sampled(model, data, interventions, parts, locations);
            if (!joint.program().summation().isEmpty() && joint.program().streams().isEmpty()) {
                return CompiledModel.sampled(joint, vectors);
            }
        }
        try {
            return compile(model, data, interventions);
        } catch (PenumbraException refused) {
            if (discrete == Discrete.SUMMED || refused.problems().stream().noneMatch(ModelCompiler::isAboutSums)) {
                throw refused;
            }
            return compile(model, data, interventions, Discrete.DRAWN);
        }
    }

    private static boolean isAboutSums(Problem problem) {
        return UNSUMMABLE.contains(problem.code());
    }

    /** The distribution with this signature; empty for a signature that was made from others. */
    private Optional<String> name(Signature signature) {
        return parts.distributions().names().stream().filter(name -> parts.distributions().find(name)
                .filter(entry -> entry.signatures().contains(signature)).isPresent()).findFirst();
    }

    /**
     * A guide block, bound to the data that its model is bound to.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as {@link #compile}, for the model and for the guide
     */
    public CompiledGuide guide(GuideDeclaration guide, Map<String, BoundArray> data, Interventions interventions) {
        GuideProgram program = ModelPrograms.guide(guide, data, interventions, parts, locations);
        return new CompiledGuide(program, one -> CompiledModel.of(one, vectors), rows -> CompiledModel
                .of(rows.program(), vectors, rows.batch()).minibatch(() -> {
                    throw new IllegalStateException("nobody asks a guide for its prior");
                }));
    }

    /**
     * The log likelihood of the model observation by observation, in the coordinates of {@link #compile}'s target.
     *
     * @return for one thread
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as {@link #compile}
     */
    public Observations observations(Model model, Map<String, BoundArray> data, Interventions interventions) {
        return CompiledObservations.of(ModelPrograms.observed(model, data, interventions, parts, locations),
                program -> CompiledModel.of(program, vectors).target().sites());
    }

    /**
     * The model as a source of data: whatever it observes is drawn instead, but for what the run sets.
     *
     * @param data sizes and covariates; of observed data, where they are given, only the shape counts
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as {@link #compile}
     */
    public Simulation simulation(Model model, Map<String, BoundArray> data, Interventions interventions) {
        return new Simulation(ModelPrograms.generate(model, data, interventions, parts, locations));
    }

    /**
     * The model as a source of data given its latent sites.
     *
     * @param data sizes and covariates; of what is drawn, where it is given, only the shape counts
     * @param drawn names of observed data to draw; other data are read
     * @return for one thread
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) as {@link #compile}
     */
    public Prediction prediction(Model model, Map<String, BoundArray> data, Interventions interventions,
            Set<String> drawn) {
        Generation generation = ModelPrograms.generate(model, data, interventions, drawn, parts, locations);
        return new Prediction(generation, Layout.of(generation.program()).sites(),
                PredictiveCode.of(generation, program -> CompiledModel.of(program, vectors).target().sites()));
    }
}
