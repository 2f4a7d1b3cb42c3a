package org.penumbra.compiler.guide;

import java.util.Arrays;
import java.util.function.Supplier;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.target.MinibatchCode;
import org.penumbra.core.Workers;
import org.penumbra.inference.Target;

/** One program of a guide, for one thread. */
interface GuideCode {

    /** Number of inputs. */
    int inputs();

    double value(double[] at);

    /** @param slopes by all inputs, overwritten */
    double valueAndSlopes(double[] at, double[] slopes);

    /** With all rows; made when it is first used, because not all guides ever see all rows. */
    static GuideCode whole(Supplier<Target> maker) {
        return new Whole(maker);
    }

    /** Of the rows that are drawn. */
    static GuideCode rows(Supplier<MinibatchCode> code, RowDraws draws) {
        return new Rows(code, draws);
    }

    /** @see #whole */
    final class Whole implements GuideCode {

        private final Supplier<Target> maker;
        private Target target;

        private Whole(Supplier<Target> maker) {
            this.maker = maker;
        }

        private Target target() {
            if (target == null) {
                target = maker.get();
            }
            return target;
        }

        @Override
        public int inputs() {
            return target().dimension();
        }

        @Override
        public double value(double[] at) {
            return target().logDensity(at);
        }

        @Override
        public double valueAndSlopes(double[] at, double[] slopes) {
            return target().logDensityAndGradient(at, slopes);
        }
    }

    /** @see #rows */
    final class Rows implements GuideCode {

        private final Supplier<MinibatchCode> maker;
        private final RowDraws draws;
        private MinibatchCode code;
        private Compiled density;
        private Compiled gradient;

        private Rows(Supplier<MinibatchCode> maker, RowDraws draws) {
            this.maker = maker;
            this.draws = draws;
        }

        private MinibatchCode code() {
            if (code == null) {
                code = maker.get();
                BatchRows rows = new BatchRows(code.batch());
                draws.watch(rows);
                density = code.density().newInstance(rows, Workers.SEQUENTIAL);
                gradient = code.gradient().newInstance(rows, Workers.SEQUENTIAL);
            }
            return code;
        }

        @Override
        public int inputs() {
            return code().layout().dimension();
        }

        @Override
        public double value(double[] at) {
            code();
            return density.run(at, null);
        }

        @Override
        public double valueAndSlopes(double[] at, double[] slopes) {
            code();
            Arrays.fill(slopes, 0);
            return gradient.run(at, slopes);
        }
    }
}
