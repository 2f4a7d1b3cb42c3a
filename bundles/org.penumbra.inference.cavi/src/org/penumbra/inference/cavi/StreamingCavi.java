package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.FactorGroup;

/**
 * Streaming variational Bayes (Broderick, Boyd, Wibisono, Wilson and Jordan 2013) with updates that the compiler
 * derives: the posterior given the batches so far is the prior of the next one, natural parameters being added up. One
 * pass is enough; where the posterior is a product of global factors it is exact, however rows are cut into batches.
 * More passes are memoised coordinate ascent (Hughes and Sudderth 2013), whose fixed points are those of CAVI.
 */
public final class StreamingCavi implements Algorithm<StreamingCavi.Options> {

    private static final long PASS_STREAM = 0x53545243415650L;
    private static final long DRAWS_STREAM = 0x53545243415644L;
    /** Nats between the answer and that of one more pass: a shift of a tenth of a standard deviation has 0.01. */
    static final double NEAR = 0.01;
    /** Numbers that further passes may keep of the batches. */
    private static final long LARGEST = 50_000_000;

    /**
     * @param batch rows of a batch
     * @param sweeps most sweeps of one batch
     * @param tolerance relative change of moments that ends a batch
     * @param passes through all rows
     * @param starts on the first batch
     * @param draws final draws
     * @param plate whose rows come in batches; empty for the one that suggests itself
     * @param carryOn whether rows are added to those of an earlier run
     */
    public record Options(
            @Option(label = "Batch", help = "Rows of a batch. What is in memory grows with it, and not with the number "
                    + "of rows; larger ones are more accurate where the posterior is not exact.", value = "1024",
                    min = 1, max = 1e8) int batch,
            @Option(label = "Sweeps", help = "Most sweeps over the factors of one batch.", value = "200", min = 1,
                    max = 1e6) int sweeps,
            @Option(label = "Tolerance", help = "A batch is done when a sweep changes the moments of its factors by no "
                    + "more than this, relatively; and passes end when one moves the factors by no more nats.",
                    value = "1e-8", min = 0, max = 1) double tolerance,
            @Option(label = "Passes", help = "How often all rows are seen. One is streaming; in further ones what a "
                    + "batch had added is replaced, which ends where CAVI does.", value = "1", min = 1,
                    max = 1e6) int passes,
            @Option(label = "Starts", help = "Starts on the first batch, of which the one with the highest bound is "
                    + "gone on from.", value = "4", min = 1, max = 10000) int starts,
            @Option(label = "Draws", help = "Draws from the fitted factors, for the posterior table and k-hat.",
                    value = "4000", min = 1, max = 1e8) int draws,
            @Option(label = "Plate", help = "The plate whose rows come in batches, by its label, index or size. Where "
                    + "it is not given, the one that is read from disk, else the largest.", value = "") String plate,
            @Option(label = "Carry on", help = "Add the rows, which must be new ones, to those that the run named by "
                    + "--init-from has seen: its posterior is the prior of this run.", value = "false")
            boolean carryOn) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Batches batches = batches(target, options.plate(), options.batch(), "StreamingCAVI");
        requireMemory(batches, options);
        BatchStream stream = new BatchStream(target, batches, options, context);
        context.resume().ifPresent(stream::restore);
        try {
            Status end = stream.run();
            return stream.step() == 0 ? nothing(target, stream, end) : result(target, batches, stream, end, options,
                    context);
        } catch (FactorGroup.Improper improper) {
            throw Cavi.improper(improper.getMessage());
        }
    }

    /** @throws PenumbraException (USAGE, PEN-3009) when there are no updates batch by batch */
    static Batches batches(Target target, String plate, int size, String algorithm) {
        BatchConjugacy conjugacy = target.batches(plate);
        return new Batches(conjugacy.updates().orElseThrow(() -> PenumbraException.usage(Problem.error("PEN-3009",
                algorithm + " needs updates in closed form from some rows of a plate at a time, and this model has "
                        + "none: " + conjugacy.obstacle())
                .advise("Use another algorithm, such as SVI with 'subsample', or priors that are conjugate for all "
                        + "sites."))), size);
    }

    private static void requireMemory(Batches batches, Options options) {
        long kept = (long) batches.count() * batches.whole().globalSize();
        if (options.passes() > 1 && kept > LARGEST) {
            throw PenumbraException.usage(Problem.error("PEN-3017", "several passes keep what each of "
                    + batches.count() + " batches has added, " + kept + " numbers, and " + LARGEST
                    + " at most are kept.").advise("Make batches larger, or make one pass."));
        }
    }

    private static FitResult nothing(Target target, BatchStream stream, Status end) {
        return new FitResult(end, null, FactorDraws.start(target, stream.values()), stream.bounds().after(0),
                FitResult.Estimate.NONE, 0, stream.state(), List.of());
    }

    private static FitResult result(Target target, Batches batches, BatchStream stream, Status end, Options options,
            FitContext context) {
        double[] state = stream.state();
        Optional<WholePass> pass = end == Status.CANCELLED ? Optional.empty() : WholePass.of(batches,
                stream.natural(), stream.prior(), stream.values(), context.random().stream(PASS_STREAM),
                context.cancellation());
        double away = pass.map(one -> one.divergence(batches, stream.natural())).orElse(Double.NaN);
        Status status = pass.isEmpty() ? Status.CANCELLED
                : away <= NEAR ? Status.CONVERGED : Status.BUDGET_SPENT;
        FitResult.Draws drawn = BatchDraws.take(target, batches, stream.natural(), stream.values(),
                BatchDraws.count(target, batches, options.draws(), status), context.random().stream(DRAWS_STREAM));
        boolean carried = !stream.prior().isEmpty();
        return new FitResult(status, null, carried ? BatchDraws.unweighed(drawn) : drawn,
                stream.bounds().after(stream.step()),
                pass.map(one -> new FitResult.Estimate(one.bound(), 0)).orElse(FitResult.Estimate.NONE),
                stream.step(), state, findings(batches, status, away, options, carried),
                List.of(new Measurement("nextPass", away)));
    }

    private static List<Finding> findings(Batches batches, Status status, double away, Options options,
            boolean carried) {
        List<Finding> findings = new ArrayList<>();
        String rows = batches.updates().rows() + " rows of the plate '" + batches.updates().plate() + "' in "
                + batches.count() + (batches.count() == 1 ? " batch" : " batches");
        findings.add(new Finding(Trust.GOOD, batches.form().isExact() && status == Status.CONVERGED && !carried
                ? "The posterior is exact, from " + rows + ". The ELBO is the log evidence."
                : "Closed-form updates from " + rows + "; the ELBO is that of all rows."
                        + (batches.form().isAugmented() ? " It is that of a model with auxiliary variables." : "")));
        if (carried) {
            findings.add(Cavi.caution("The posterior is that of these rows and those of earlier runs. The ELBO is that "
                    + "of these rows given the earlier ones, which draws cannot be compared with: there is no k-hat."));
        }
        if (status == Status.BUDGET_SPENT) {
            findings.add(moving(away, options.passes() == 1 ? "give passes=20, or larger batches"
                    : "give more passes"));
        }
        return findings;
    }

    /** @param away nats between the answer and that of one more pass */
    static Finding moving(double away, String advice) {
        return new Finding(Trust.DISTRUST, String.format(Locale.ROOT, "One more pass through all rows would move the "
                + "factors by %.3g nats, where 0.01 is a tenth of a standard deviation: %s.", away, advice));
    }
}
