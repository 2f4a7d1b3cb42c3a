package org.penumbra.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Observations;
import org.penumbra.inference.Target;
import org.penumbra.lang.ModelFile;
import org.penumbra.math.validation.PointwiseLikelihood;
import org.penumbra.math.validation.Predictive;
import org.penumbra.model.Intervention;

/** Computes the log likelihood of a stored run observation by observation, from its own text and its data. */
final class CrossValidator {

    private final Session session;

    CrossValidator(Session session) {
        this.session = session;
    }

    /**
     * @param names of the observations
     * @param logLikelihood {@code [observation][draw]}
     */
    record Pointwise(List<String> names, double[][] logLikelihood) {
    }

    CrossValidation compare(List<Path> folders) {
        List<CrossValidation.Entry> entries = new ArrayList<>();
        for (Path folder : folders) {
            StoredRun run = StoredRun.read(folder);
            Pointwise pointwise = of(run);
            entries.add(entry(run, pointwise));
            requireSame(entries.getFirst(), entries.getLast());
        }
        CrossValidation.Entry best = entries.stream()
                .max(Comparator.comparingDouble(one -> one.loo().elpd().total())).orElseThrow();
        return new CrossValidation(entries.stream().map(one -> one.behind(best))
                .sorted(Comparator.comparingDouble(one -> -one.loo().elpd().total())).toList());
    }

    private static CrossValidation.Entry entry(StoredRun run, Pointwise pointwise) {
        double[] logWeights = Arrays.stream(run.weights()).map(StrictMath::log).toArray();
        PointwiseLikelihood likelihood = new PointwiseLikelihood(pointwise.logLikelihood(), logWeights,
                run.chainCount());
        return new CrossValidation.Entry(run.folder(), run.record().model(), run.record().judgement().verdict(),
                pointwise.names(), likelihood.leaveOneOut(), likelihood.waic(), new Predictive(new double[0]));
    }

    private static void requireSame(CrossValidation.Entry first, CrossValidation.Entry other) {
        if (first.names().size() != other.names().size()) {
            throw PenumbraException.badInput(Problem.error("PEN-5075", "runs are compared on the same observations; "
                    + first.folder() + " has " + first.names().size() + " and this one " + other.names().size() + ".")
                    .at(Location.of(other.folder().toString())).advise("Fit both to the same data."));
        }
    }

    /**
     * @throws PenumbraException (BAD_INPUT) when the data are not there or not those of the run, or the model does not
     *         tell observations apart
     */
    Pointwise of(StoredRun run) {
        RunData own = new RunData(session, run);
        ModelFile file = own.file();
        Selection selection = own.selection();
        BoundData data = own.read(run.folder());
        ModelCompiler compiler = new ModelCompiler(ModelParts.of(session.registry()), file.locations(),
                HostVectors.configured());
        Interventions interventions = Interventions.of(selection.items(Intervention.class));
        Observations observations = compiler.observations(selection.model(), data.arrays(), interventions);
        observations.obstacle().ifPresent(why -> {
            throw PenumbraException.badInput(Problem.error("PEN-5074", "observations cannot be left out one by one: "
                    + why + ".").at(Location.of(run.folder().toString())));
        });
        Target target = compiler.compile(selection.model(), data.arrays(), interventions).target();
        return new Pointwise(observations.names(), logLikelihood(observations,
                new GivenPoints(run, target.sites(), target.dimension()).all()));
    }

    private static double[][] logLikelihood(Observations observations, double[][] points) {
        double[] pieces = new double[observations.names().size()];
        double[][] all = new double[pieces.length][points.length];
        for (int draw = 0; draw < points.length; draw++) {
            observations.logLikelihood(points[draw], pieces);
            for (int i = 0; i < pieces.length; i++) {
                all[i][draw] = pieces[i];
            }
        }
        return all;
    }
}
