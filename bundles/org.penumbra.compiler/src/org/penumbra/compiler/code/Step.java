package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** One thing that generated code does, at one level of the loops. */
sealed interface Step {

    /** Bytes of bytecode that this takes at most, roughly. */
    int size();

    /** Computes a value once and keeps it for what follows at this level and in the loops below it. */
    record Compute(Expr node) implements Step {
        @Override
        public int size() {
            return Sizes.of(node);
        }
    }

    /** Takes for a value what has been computed and stored before. */
    record Load(Expr value, Element source) implements Step {
        @Override
        public int size() {
            return Sizes.of(source);
        }
    }

    /** Writes an element of the output, or of what a recurrence stores. */
    record Write(Scatter scatter) implements Step {
        @Override
        public int size() {
            return 20 + Sizes.ofInteger(scatter.offset());
        }
    }

    /** Calls an array function. */
    record Call(Invoke invoke) implements Step {
        @Override
        public int size() {
            return 30 + 30 * invoke.inputs().size();
        }
    }

    /**
     * Runs a loop once, for several sums and outputs.
     *
     * @param sums totals that this loop computes; each is the value of its {@link Sum} afterwards
     */
    record Run(Loop loop, List<Sum> sums, List<Step> body) implements Step {
        @Override
        public int size() {
            return 40 + 12 * sums.size() + body.stream().mapToInt(Step::size).sum();
        }
    }

    /** Runs a long loop, as a method of its own. */
    record Rows(Kernel kernel) implements Step {
        @Override
        public int size() {
            return 40;
        }
    }

    /** Runs a loop in pieces, on several cores when there are. */
    record Pieces(Split split) implements Step {
        @Override
        public int size() {
            return 40;
        }
    }
}
