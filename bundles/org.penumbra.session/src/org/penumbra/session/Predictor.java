package org.penumbra.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.compiler.Prediction;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.inference.Observations;
import org.penumbra.inference.SiteMap;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.math.RandomStream;
import org.penumbra.math.validation.PointwiseLikelihood;
import org.penumbra.model.DataBinding;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;

/** Draws data from a model whose latent sites have the values of a stored run, or are drawn from their priors. */
final class Predictor {

    private final Session session;
    private final Registry registry;
    private final PredictRequest request;
    private final ModelFile file;
    private final Model model;
    private final Interventions interventions;
    private final Set<String> wanted;
    private final boolean each;
    private final Optional<StoredRun> run;
    private final BoundData data;
    private final long seed;

    Predictor(Session session, PredictRequest request) {
        this(session, request, false);
    }

    /** @param each whether every draw of the run is taken once, whatever its weight; as many as the request asks for */
    Predictor(Session session, PredictRequest request, boolean each) {
        this.each = each;
        this.session = session;
        this.registry = session.registry();
        this.request = request;
        this.file = new ModelReader(registry).read(request.model().file());
        Selection selection = Session.select(request.model(), file);
        this.model = selection.model();
        Session.refuse(file.errorsIn(List.of(model)));
        this.interventions = Interventions.of(selection.items(Intervention.class));
        this.wanted = wanted();
        this.run = request.run().map(this::stored);
        this.data = ofRun(selection).orElseGet(() -> named(selection));
        this.seed = Planner.seed(selection, request.model());
    }

    /** The data of the run, unless others are named. */
    private Optional<BoundData> ofRun(Selection selection) {
        if (run.isEmpty() || run.get().modelText().isEmpty()
                || !request.model().input().equals(FitRequest.Input.AS_THE_FILE_SAYS)) {
            return Optional.empty();
        }
        RunData own = new RunData(session, run.get());
        if (!own.isMeantBy(selection)) {
            return Optional.empty();
        }
        Path folder = Optional.ofNullable(request.model().file().getParent()).orElse(Path.of(""));
        BoundData read = own.read(folder);
        DataBinder binder = new DataBinder(model, file.locations());
        binder.declarations().stream().filter(one -> binder.isNeeded(one) && !read.arrays().containsKey(one.getName()))
                .findFirst().ifPresent(unknown -> {
                    throw PenumbraException.badInput(Problem.error("PEN-5077", "the model declares data '"
                            + unknown.getName() + "' now that the run was made without.")
                            .at(file.locations().apply(unknown)).about(run.get().folder().toString())
                            .advise("Name the data with --data, or fit again."));
                });
        return Optional.of(read);
    }

    /** The data that the request or the block names; new ones may lack what is to be drawn. */
    private BoundData named(Selection selection) {
        Set<String> optional = request.model().data().isPresent() || run.isEmpty() ? wanted : Set.of();
        return session.bind(request.model(), selection.items(DataBinding.class).stream().findFirst(),
                new DataBinder(model, file.locations(), optional, optional), file, false);
    }

    private Set<String> wanted() {
        Set<String> observed = Interventions.observedData(model);
        for (String site : request.sites()) {
            if (!observed.contains(site)) {
                throw PenumbraException.usage(Problem.error("PEN-5070", "'" + site + "' is no site that the model '"
                        + model.getName() + "' observes; there are " + String.join(", ", observed) + ".")
                        .offering(Nearest.to(site, observed)));
            }
        }
        Set<String> wanted = new LinkedHashSet<>(request.sites().isEmpty() ? observed : request.sites());
        wanted.removeAll(interventions.byName().keySet());
        return wanted;
    }

    /**
     * @throws PenumbraException (BAD_INPUT) for wrong data, or where nothing can be drawn; (CANCELLED) when stopped
     */
    Predictions run(Progress progress, Cancellation cancellation) {
        ModelCompiler compiler = new ModelCompiler(ModelParts.of(registry), file.locations(),
                HostVectors.configured());
        Prediction prediction = compiler.prediction(model, data.arrays(), interventions, wanted);
        RandomStream random = RandomStream.of(seed);
        Optional<GivenDraws> given = run.map(one -> each ? GivenDraws.each(one, latent(prediction))
                : new GivenDraws(one, latent(prediction), request.draws(), random.stream(0)));
        Optional<Observations> observations = isComplete(prediction, given)
                ? Optional.of(compiler.observations(model, data.arrays(), interventions)) : Optional.empty();
        DrawnValues drawn = new DrawnValues(request.draws());
        double[][] likelihood = new double[observations.map(one -> one.names().size()).orElse(0)][request.draws()];
        for (int k = 0; k < request.draws(); k++) {
            if (cancellation.isCancelled()) {
                throw new PenumbraException(ExitCode.CANCELLED, List.of(Problem.error("PEN-5071",
                        "the predictions were stopped after " + k + " of " + request.draws() + " draws.")));
            }
            int number = k;
            Prediction.Drawn one = prediction.draw(given.map(draws -> draws.values(number)).orElse(Map.of()),
                    random.stream(k + 1L));
            drawn.add(k, one);
            observations.ifPresent(pieces -> fill(likelihood, number, pieces, one.coordinates()));
            progress.report(k + 1, request.draws(), Double.NaN);
        }
        return new Predictions(model.getName(), data.file(), run,
                run.map(one -> one.record().judgement().verdict()).orElse(Verdict.TRUSTED), sites(prediction, drawn),
                anew(prediction, given), observations.filter(pieces -> !pieces.names().isEmpty())
                        .map(pieces -> heldOut(pieces, likelihood)), request.draws());
    }

    /** Sites that a run may have values of: discrete ones only where it drew them. */
    private static List<SiteMap.Site> latent(Prediction prediction) {
        List<SiteMap.Site> sites = new ArrayList<>(prediction.sites());
        sites.addAll(prediction.discreteSites());
        return sites;
    }

    private StoredRun stored(Path folder) {
        StoredRun run = StoredRun.read(folder);
        if (!run.record().model().isEmpty() && !run.record().model().equals(model.getName())) {
            throw PenumbraException.usage(Problem.error("PEN-5072", "the run in " + folder + " is of the model '"
                    + run.record().model() + "', not of '" + model.getName() + "'."));
        }
        return run;
    }

    /**
     * Whether every datum is known and every latent site given: then the draws have a density of the data. It would be
     * one without the discrete sites, which cannot be summed out where a run has drawn them.
     */
    private boolean isComplete(Prediction prediction, Optional<GivenDraws> given) {
        return given.isPresent()
                && prediction.discreteSites().stream().noneMatch(site -> given.get().has(site.name()))
                && anew(prediction, given).isEmpty() && !isCut()
                && Interventions.observedData(model).stream().filter(name -> interventions.on(name).isEmpty())
                        .allMatch(name -> data.arrays().containsKey(name)
                                && Arrays.stream(data.arrays().get(name).values()).noneMatch(Double::isNaN));
    }

    private static List<String> anew(Prediction prediction, Optional<GivenDraws> given) {
        return given.isEmpty() ? List.of() : prediction.sites().stream()
                .filter(site -> site.kind() == SiteMap.Site.Kind.LATENT).map(SiteMap.Site::name)
                .filter(name -> !given.get().has(name)).toList();
    }

    private static void fill(double[][] likelihood, int draw, Observations observations, double[] x) {
        double[] pieces = new double[likelihood.length];
        observations.logLikelihood(x, pieces);
        for (int i = 0; i < pieces.length; i++) {
            likelihood[i][draw] = pieces[i];
        }
    }

    private static Predictions.HeldOut heldOut(Observations observations, double[][] likelihood) {
        int draws = likelihood[0].length;
        double[] logWeights = new double[draws];
        Arrays.fill(logWeights, -StrictMath.log(draws));
        return new Predictions.HeldOut(observations.names(),
                new PointwiseLikelihood(likelihood, logWeights, 1).heldOut());
    }

    private List<Predictions.Site> sites(Prediction prediction, DrawnValues drawn) {
        List<Predictions.Site> sites = new ArrayList<>();
        prediction.data().forEach((name, shape) -> sites.add(new Predictions.Site(name, true, shape,
                names(name, shape), drawn.of(name), observed(name))));
        prediction.sites().stream().filter(site -> site.kind() == SiteMap.Site.Kind.DETERMINISTIC)
                .forEach(site -> sites.add(new Predictions.Site(site.name(), false, site.shape(),
                        IntStream.range(0, site.size()).mapToObj(site::elementName).toList(), drawn.of(site.name()),
                        new double[0])));
        return sites;
    }

    private static List<String> names(String name, List<Integer> shape) {
        SiteMap.Site site = new SiteMap.Site(name, SiteMap.Site.Kind.DETERMINISTIC, shape, "", 0, -1, 0);
        return IntStream.range(0, site.size()).mapToObj(site::elementName).toList();
    }

    /** Whether the run sets something from outside: then what was observed was observed of another world. */
    private boolean isCut() {
        return interventions.all().stream().anyMatch(Interventions::cuts);
    }

    private double[] observed(String name) {
        return Optional.ofNullable(data.arrays().get(name)).filter(array -> !isCut()).map(BoundArray::values)
                .orElse(new double[0]);
    }

    /** Draws gathered number by number. */
    private static final class DrawnValues {

        private final int draws;
        private final Map<String, double[][]> numbers = new LinkedHashMap<>();

        DrawnValues(int draws) {
            this.draws = draws;
        }

        void add(int draw, Prediction.Drawn one) {
            one.data().forEach((name, values) -> add(draw, name, values));
            one.sites().forEach((name, values) -> add(draw, name, values));
        }

        private void add(int draw, String name, double[] values) {
            double[][] rows = numbers.computeIfAbsent(name, key -> new double[values.length][draws]);
            for (int i = 0; i < values.length; i++) {
                rows[i][draw] = values[i];
            }
        }

        double[][] of(String name) {
            return numbers.get(name);
        }
    }
}
