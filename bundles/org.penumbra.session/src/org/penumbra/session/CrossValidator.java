package org.penumbra.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Observations;
import org.penumbra.inference.SiteMap;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.math.validation.PointwiseLikelihood;
import org.penumbra.math.validation.Predictive;
import org.penumbra.model.DataBinding;
import org.penumbra.model.Intervention;
import org.penumbra.registry.Registry;

/** Computes the log likelihood of a stored run observation by observation, from its own text and its data. */
final class CrossValidator {

    private final Session session;
    private final Registry registry;

    CrossValidator(Session session) {
        this.session = session;
        this.registry = session.registry();
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
        RunRecord record = run.record();
        ModelFile file = new ModelReader(registry).read(run.modelText(), record.origin().modelFile());
        FitRequest request = FitRequest.of(Path.of(record.origin().modelFile()))
                .withRun(record.run().orElse(record.model()));
        request = record.origin().dataFile().isPresent()
                ? request.withData(Path.of(record.origin().dataFile().get())) : request;
        Selection selection = Session.select(request, file);
        Session.refuse(file.errorsIn(List.of(selection.model())));
        BoundData data = session.bind(request, selection.items(DataBinding.class).stream().findFirst(),
                new DataBinder(selection.model(), file.locations()), file, false);
        if (data.rows() != record.origin().rows()) {
            throw PenumbraException.badInput(Problem.error("PEN-5073", "the run used " + record.origin().rows()
                    + " rows of its data, and there are " + data.rows() + " now.")
                    .at(Location.of(data.file())).advise("Put the data back that were fitted, or fit again."));
        }
        ModelCompiler compiler = new ModelCompiler(registry.distributions(), file.locations(),
                HostVectors.configured());
        Interventions interventions = Interventions.of(selection.items(Intervention.class));
        Observations observations = compiler.observations(selection.model(), data.arrays(), interventions);
        observations.obstacle().ifPresent(why -> {
            throw PenumbraException.badInput(Problem.error("PEN-5074", "observations cannot be left out one by one: "
                    + why + ".").at(Location.of(run.folder().toString())));
        });
        SiteMap sites = compiler.compile(selection.model(), data.arrays(), interventions).target().sites();
        return new Pointwise(observations.names(), logLikelihood(run, observations, sites));
    }

    private static double[][] logLikelihood(StoredRun run, Observations observations, SiteMap sites) {
        int[] columns = columns(run, sites);
        double[] values = new double[sites.valueCount()];
        double[] x = new double[sites.sites().stream().mapToInt(SiteMap.Site::freeSize).sum()];
        double[] pieces = new double[observations.names().size()];
        double[][] all = new double[pieces.length][run.count()];
        for (int draw = 0; draw < run.count(); draw++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = columns[i] < 0 ? Double.NaN : run.values()[draw][columns[i]];
            }
            sites.unconstrain(values, x);
            observations.logLikelihood(x, pieces);
            for (int i = 0; i < pieces.length; i++) {
                all[i][draw] = pieces[i];
            }
        }
        return all;
    }

    /** Where each number of the model is among those of the run; -1 for a deterministic one that it does not have. */
    private static int[] columns(StoredRun run, SiteMap sites) {
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < run.names().size(); i++) {
            known.put(run.names().get(i), i);
        }
        int[] columns = new int[sites.valueCount()];
        for (SiteMap.Site site : sites.sites()) {
            for (int i = 0; i < site.size(); i++) {
                Optional<Integer> column = Optional.ofNullable(known.get(site.elementName(i)));
                if (column.isEmpty() && site.kind() == SiteMap.Site.Kind.LATENT) {
                    throw RunProblem.damaged(run.folder(), "its draws have no " + site.elementName(i));
                }
                columns[site.valueOffset() + i] = column.orElse(-1);
            }
        }
        return columns;
    }
}
