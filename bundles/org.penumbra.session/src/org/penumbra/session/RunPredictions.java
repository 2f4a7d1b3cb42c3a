package org.penumbra.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Interventions;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.picture.Observed;

/** What a stored run says of its own data: replications, and the log likelihood of each datum. */
final class RunPredictions {

    private static final int FEW_DRAWS = 400;
    /** Numbers drawn, and log likelihoods computed, for pictures. */
    private static final long MOST_NUMBERS = 10_000_000;
    /** Of more data than that, such as the pixels of images, nothing is drawn. */
    private static final long MOST_ALONE = 1_000_000;

    private final Session session;
    private final StoredRun run;
    private final FitRequest request;
    private final Consumer<PenumbraException> problems;

    /** @param problems told why log likelihoods cannot be computed, when they are asked for */
    RunPredictions(Session session, StoredRun run, FitRequest request, Consumer<PenumbraException> problems) {
        this.problems = problems;
        this.session = session;
        this.run = run;
        this.request = request;
    }

    private record Site(String name, List<Integer> shape, double[] values, Optional<double[][]> predictive,
            Supplier<Optional<double[][]>> likelihood, Supplier<Optional<double[][]>> atDraws) implements Observed {
        @Override
        public Optional<double[][]> logLikelihood() {
            return likelihood.get();
        }

        @Override
        public Optional<double[][]> replications() {
            return atDraws.get();
        }
    }

    /**
     * The observed sites.
     *
     * @throws PenumbraException when the data are not there any more, or nothing can be drawn
     */
    List<Observed> sites() {
        Optional<List<Observed>> alone = alone();
        if (alone.isPresent()) {
            return alone.get();
        }
        long data = Math.max(1, run.record().origin().rows());
        boolean isSmall = data * run.count() <= MOST_NUMBERS && !run.isWeighted();
        int draws = isSmall ? run.count() : (int) Math.clamp(MOST_NUMBERS / data, 1, Math.min(FEW_DRAWS, aside()));
        Predictions predictions = session.predict(new PredictRequest(request, Optional.of(run.folder()), draws,
                Set.of()), Progress.NONE, Cancellation.NEVER);
        boolean perDraw = data * run.count() <= MOST_NUMBERS;
        Likelihoods likelihoods = new Likelihoods(perDraw);
        Supplier<List<Predictions.Site>> each = isSmall ? predictions::sites
                : perDraw ? new EachDraw() : List::of;
        List<Observed> sites = new ArrayList<>();
        for (Predictions.Site site : predictions.sites()) {
            if (site.predicted() && site.observed().length > 0) {
                sites.add(known(site, likelihoods, each));
            }
        }
        return sites;
    }

    /** The data of a run with so many that nothing can be drawn of them for a picture; empty for fewer. */
    private Optional<List<Observed>> alone() {
        if (run.record().origin().rows() < FEW_DRAWS) {
            return Optional.empty();
        }
        RunData own = new RunData(session, run);
        Map<String, BoundArray> arrays = own.read(Path.of("")).arrays();
        List<Observed> sites = Interventions.observedData(own.selection().model()).stream()
                .filter(arrays::containsKey).map(name -> alone(name, arrays.get(name))).toList();
        long numbers = sites.stream().mapToLong(site -> site.values().length).sum();
        return Optional.of(sites).filter(some -> numbers > MOST_ALONE);
    }

    private static Observed alone(String name, BoundArray array) {
        return new Site(name, array.shape(), array.values(), Optional.empty(), Optional::empty, Optional::empty);
    }

    /** Data that are missing are no data: the fit left out their rows, or made latent sites of them. */
    private static Observed known(Predictions.Site site, Likelihoods likelihoods,
            Supplier<List<Predictions.Site>> each) {
        int[] known = IntStream.range(0, site.observed().length).filter(i -> !Double.isNaN(site.observed()[i]))
                .toArray();
        double[] values = Arrays.stream(known).mapToDouble(i -> site.observed()[i]).toArray();
        return new Site(site.name(), known.length == site.observed().length ? site.shape() : List.of(known.length),
                values, Optional.of(picked(site, known)), () -> likelihoods.of(site.name(), known.length),
                () -> each.get().stream().filter(one -> one.name().equals(site.name())).findFirst()
                        .map(one -> picked(one, known)));
    }

    /** {@code [draw][datum]} of some numbers. */
    private static double[][] picked(Predictions.Site site, int[] known) {
        return byDraw(Arrays.stream(known).mapToObj(i -> site.draws()[i]).toArray(double[][]::new));
    }

    /**
     * Replications of a run whose draws are weighted are those of draws taken again: never as many as there are draws,
     * so that nobody takes the one for the other.
     */
    private int aside() {
        return Math.max(1, run.count() - 1);
    }

    private static double[][] byDraw(double[][] byNumber) {
        double[][] turned = new double[byNumber.length == 0 ? 0 : byNumber[0].length][byNumber.length];
        for (int i = 0; i < byNumber.length; i++) {
            for (int draw = 0; draw < turned.length; draw++) {
                turned[draw][i] = byNumber[i][draw];
            }
        }
        return turned;
    }

    /** One replication at each draw of the run, whatever its weight; drawn when the first picture asks. */
    private final class EachDraw implements Supplier<List<Predictions.Site>> {

        private List<Predictions.Site> sites;

        @Override
        public synchronized List<Predictions.Site> get() {
            if (sites == null) {
                sites = new Predictor(session, new PredictRequest(request, Optional.of(run.folder()), run.count(),
                        Set.of()), true).run(Progress.NONE, Cancellation.NEVER).sites();
            }
            return sites;
        }
    }

    /** Computed once for all sites, when the first picture asks. */
    private final class Likelihoods {

        private final boolean isSmall;
        private Optional<CrossValidator.Pointwise> pointwise;

        Likelihoods(boolean isSmall) {
            this.isSmall = isSmall;
        }

        /** {@code [draw][datum]}; empty when not every datum has a log likelihood of its own. */
        synchronized Optional<double[][]> of(String site, int count) {
            if (pointwise == null) {
                pointwise = isSmall ? read() : Optional.empty();
            }
            return pointwise.flatMap(some -> picked(some, site, count));
        }

        private Optional<CrossValidator.Pointwise> read() {
            try {
                return Optional.of(new CrossValidator(session).of(run));
            } catch (PenumbraException indivisible) {
                problems.accept(indivisible);
                return Optional.empty();
            }
        }

        /** Observations are numbered in the order of their rows, on both sides without those that are missing. */
        private Optional<double[][]> picked(CrossValidator.Pointwise some, String site, int count) {
            int[] rows = IntStream.range(0, some.names().size()).filter(i -> some.names().get(i).equals(site)
                    || some.names().get(i).startsWith(site + "[")).toArray();
            return rows.length != count ? Optional.empty() : Optional.of(byDraw(Arrays.stream(rows)
                    .mapToObj(row -> some.logLikelihood()[row]).toArray(double[][]::new)));
        }
    }
}
