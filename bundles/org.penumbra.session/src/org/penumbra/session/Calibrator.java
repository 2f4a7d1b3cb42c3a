package org.penumbra.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.math.SymmetryWalk;
import org.penumbra.math.UniformityEnvelope;

/** Runs the replications of a calibration side by side, and tests what came of them. */
final class Calibrator {

    /** Two tests, over all replications and over the trusted ones. */
    private static final int TESTS = 4;

    private final Surroundings surroundings;

    Calibrator(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Calibration calibrate(FitRequest request, int runs, Progress progress, Cancellation cancellation) {
        if (runs < Calibration.FEWEST) {
            throw PenumbraException.usage(Problem.error("PEN-5050", "a calibration takes at least " + Calibration.FEWEST
                    + " replications, found " + runs + ".").advise("100 show gross faults, 1000 small ones."));
        }
        long start = System.nanoTime();
        Experiment experiment = new Experiment(request, surroundings);
        Replication[] all = replications(experiment, runs, progress, cancellation);
        List<Replication.Answered> answered = only(Replication.Answered.class, all);
        List<Replication.Failed> failed = only(Replication.Failed.class, all);
        if (answered.isEmpty()) {
            throw failed.isEmpty() ? stoppedEarly() : failed.getFirst().thrown();
        }
        int trusted = (int) answered.stream().filter(Replication.Answered::trusted).count();
        return new Calibration(experiment.plan(), runs, answered.size(), trusted,
                failed.stream().map(one -> one.problems().getFirst()).toList(),
                sites(experiment.names(), answered, surroundings.workers()),
                answered.size() + failed.size() < runs, (System.nanoTime() - start) * 1e-9);
    }

    private Replication[] replications(Experiment experiment, int runs, Progress progress,
            Cancellation cancellation) {
        Replication[] all = new Replication[runs];
        Object order = new Object();
        int[] done = new int[1];
        progress.report(0, runs, Double.NaN);
        surroundings.workers().run(runs, number -> {
            all[number] = experiment.run(number, cancellation);
            synchronized (order) {
                progress.report(++done[0], runs, Double.NaN);
            }
        });
        return all;
    }

    private static PenumbraException stoppedEarly() {
        return new PenumbraException(ExitCode.CANCELLED, List.of(Problem.error("PEN-5053",
                "the calibration was stopped before its first replication was done.")));
    }

    private static <T extends Replication> List<T> only(Class<T> kind, Replication[] all) {
        return Arrays.stream(all).filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Numbers that can be nothing but what they are, such as the diagonal of a correlation matrix, are left out. */
    private static List<CalibratedSite> sites(List<String> names, List<Replication.Answered> answered,
            Workers workers) {
        int[] varying = IntStream.range(0, names.size())
                .filter(i -> answered.stream().anyMatch(one -> one.varies()[i])).toArray();
        List<Replication.Answered> trusted = answered.stream().filter(Replication.Answered::trusted).toList();
        boolean apart = trusted.size() < answered.size() && trusted.size() >= Calibration.FEWEST;
        double level = Calibration.FALSE_ALARM / (TESTS * Math.max(1, varying.length));
        Tester forAll = new Tester(answered, level);
        Tester forTrusted = new Tester(apart ? trusted : List.of(), level);
        CalibratedSite[] sites = new CalibratedSite[varying.length];
        workers.run(varying.length, k -> sites[k] = new CalibratedSite(names.get(varying[k]),
                forAll.column(varying[k]), forAll.test(varying[k]).orElseThrow(), forTrusted.test(varying[k])));
        return List.of(sites);
    }

    /** Tests one number over some of the replications. */
    private static final class Tester {

        private final List<Replication.Answered> replications;
        private final double level;
        private final UniformityEnvelope envelope;

        Tester(List<Replication.Answered> replications, double level) {
            this.replications = replications;
            this.level = level;
            this.envelope = new UniformityEnvelope(Math.max(1, replications.size()));
        }

        double[] column(int number) {
            return replications.stream().mapToDouble(one -> one.probabilities()[number]).toArray();
        }

        /** Empty when there is nothing to test. */
        Optional<CalibrationVerdict> test(int number) {
            if (replications.isEmpty()) {
                return Optional.empty();
            }
            double[] column = column(number);
            return Optional.of(CalibrationVerdict.of(column, envelope.pValue(column), SymmetryWalk.pValue(column),
                    level));
        }
    }
}
