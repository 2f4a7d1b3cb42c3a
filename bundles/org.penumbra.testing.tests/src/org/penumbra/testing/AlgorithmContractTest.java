package org.penumbra.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.inference.ascent.NegativeHessian;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.GuideDraws;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.math.DenseCholesky;
import org.penumbra.math.RandomStream;

/** The contract lets an algorithm pass that keeps it, and sees each promise that is broken. */
class AlgorithmContractTest {

    /** What is wrong, and a word of the message that tells. */
    enum Fault {
        NONE(""), WRONG_MEAN("mean of coordinate"), SAME_SEED("another seed"), CONVERGED_AT_ONCE("after one iteration"),
        DEAF("cancelled at question"), FORGETFUL("resumed"), STATIC("with another run in between"),
        COUNTS_THREADS("threads"), COLD("prior is asked"), BLIND("without complaint");

        private final String word;

        Fault(String word) {
            this.word = word;
        }
    }

    record Options(@Option(label = "Iterations", help = "At most.", value = "100") long iterations) {
    }

    /** The normal at the mode. */
    private static final class Mode implements Algorithm<Options> {

        private static int runs;
        private final Fault fault;

        Mode(Fault fault) {
            this.fault = fault;
        }

        @Override
        public FitResult fit(Target target, Options options, FitContext context) {
            runs++;
            int n = target.dimension();
            double[] begin = new double[n];
            if (fault != Fault.BLIND && fault != Fault.SAME_SEED && context.resume().isEmpty()) {
                begin = fault == Fault.COLD ? Initialization.MEDIAN.find(target, context.random())
                        : context.start().point(target, Initialization.MEDIAN);
            }
            Lbfgs climb = new Lbfgs(target::logDensityAndGradient, begin, 10);
            if (fault != Fault.FORGETFUL) {
                context.resume().ifPresent(state -> climb.restore(new StateReader("Mode", 1, state)));
            }
            Status status = climb(climb, options.iterations(), context);
            return conclude(target, climb, status, context);
        }

        private Status climb(Lbfgs climb, long planned, FitContext context) {
            while (climb.iterations() < planned) {
                if (context.cancellation().isCancelled() && fault != Fault.DEAF) {
                    return Status.CANCELLED;
                }
                context.checkpoint(() -> state(climb));
                if (climb.step() != Lbfgs.Outcome.MOVED) {
                    return Status.CONVERGED;
                }
                context.progress().report(climb.iterations(), planned, climb.value());
            }
            return fault == Fault.CONVERGED_AT_ONCE ? Status.CONVERGED : Status.BUDGET_SPENT;
        }

        private static double[] state(Lbfgs climb) {
            StateWriter state = new StateWriter(1);
            climb.save(state);
            return state.state();
        }

        private FitResult conclude(Target target, Lbfgs climb, Status status, FitContext context) {
            int n = target.dimension();
            double[][] covariance = new double[n][n];
            double[][] precision = new double[n][n];
            new NegativeHessian(new Evaluations(target, context.workers()), n).at(climb.x(), precision);
            if (DenseCholesky.factor(precision)) {
                DenseCholesky.inverse(precision, covariance);
                DenseCholesky.factor(covariance);
            } else {
                Arrays.setAll(covariance, i -> {
                    double[] row = new double[n];
                    row[i] = 1;
                    return row;
                });
            }
            double[] mean = climb.x().clone();
            mean[0] += switch (fault) {
                case WRONG_MEAN -> 1;
                case STATIC -> 1e-9 * runs;
                case COUNTS_THREADS -> 1e-9 * context.workers().threads();
                default -> 0;
            };
            DenseNormal guide = DenseNormal.of(mean, covariance);
            RandomStream random = fault == Fault.SAME_SEED ? RandomStream.of(5) : context.random().stream(1);
            GuideDraws last = GuideDraws.take(target, guide, 2000, random, context.workers());
            List<Finding> findings = status == Status.CONVERGED ? List.of()
                    : List.of(new Finding(Finding.Trust.CAUTION, "Not there yet."));
            return new FitResult(status, guide, last.draws(), new FitResult.Trace(new long[0], new double[0]),
                    last.elbo(), climb.iterations(), state(climb), findings);
        }
    }

    private static AlgorithmContract<Options> contract(Fault fault) {
        return AlgorithmContract.of(() -> new Mode(fault), new Options(100), new Options(1));
    }

    @Test
    void anAlgorithmThatKeepsItPasses() {
        contract(Fault.NONE).check();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyBrokenPromiseIsSeen(Fault fault) {
        AlgorithmContract<Options> contract = contract(fault);
        Runnable promise = switch (fault) {
            case STATIC -> contract::runsDoNotMeet;
            default -> contract::check;
        };
        AssertionError told = assertThrows(AssertionError.class, promise::run);
        assertTrue(told.getMessage().contains(fault.word), told.getMessage());
    }
}
