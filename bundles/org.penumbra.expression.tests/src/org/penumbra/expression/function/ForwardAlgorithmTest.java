package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardAlgorithmTest {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    /** The sum over every path. */
    private static double paths(ForwardAlgorithm chain, double[] transitions, double[] states, int time, int state,
            double weight) {
        double here = weight + states[time * chain.states() + state];
        if (time == chain.length() - 1) {
            return StrictMath.exp(here);
        }
        int block = chain.homogeneous() ? 0 : time * chain.states() * chain.states();
        double sum = 0;
        for (int next = 0; next < chain.states(); next++) {
            sum += paths(chain, transitions, states, time + 1, next,
                    here + transitions[block + state * chain.states() + next]);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1, 3, false", "2, 1, true", "2, 2, false", "5, 3, true", "5, 3, false", "7, 2, true"})
    void sumsOverAllPaths(int length, int states, boolean homogeneous) {
        ForwardAlgorithm chain = new ForwardAlgorithm(length, states, homogeneous);
        double[] transitions = numbers(chain.inputSizes().get(0), 4);
        double[] weights = numbers(chain.inputSizes().get(1), 5);
        double expected = 0;
        for (int first = 0; first < states; first++) {
            expected += paths(chain, transitions, weights, 0, first, 0);
        }
        assertEquals(StrictMath.log(expected), result(chain, transitions, weights)[0], 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "2, 2, false", "4, 3, true", "4, 3, false"})
    void keepsTheContract(int length, int states, boolean homogeneous) {
        ForwardAlgorithm chain = new ForwardAlgorithm(length, states, homogeneous);
        FunctionContract.check(chain, 1, joined(numbers(chain.inputSizes().get(0), 6),
                numbers(chain.inputSizes().get(1), 7)));
    }

    /** exp(-900) is no double: the path is found nevertheless, with its derivative. */
    @Test
    void whatUnderflowsIsSummedExactly() {
        ForwardAlgorithm chain = new ForwardAlgorithm(3, 2, true);
        double[] oneWay = {0, NOTHING, NOTHING, 0};
        double[] forced = {-900, 0, 0, NOTHING, 0, 0};
        assertEquals(-900, result(chain, oneWay, forced)[0], 1e-12);
        assertArrayEquals(new double[] {1, 0, 1, 0, 1, 0}, stateAdjoints(chain, oneWay, forced), 1e-12);
    }

    @Test
    void anImpossibleChainHasNoGradient() {
        ForwardAlgorithm chain = new ForwardAlgorithm(2, 2, true);
        double[] nowhere = {NOTHING, NOTHING, NOTHING, NOTHING};
        assertEquals(NOTHING, result(chain, nowhere, new double[4])[0], 0);
        assertArrayEquals(new double[4], stateAdjoints(chain, nowhere, new double[4]), 0);
    }

    private static double[] stateAdjoints(ForwardAlgorithm chain, double[] transitions, double[] states) {
        double[][] in = {transitions, states};
        double[] out = new double[chain.outputSize()];
        double[] adjoint = new double[chain.outputSize()];
        double[] work = new double[chain.workSize()];
        double[][] inAdjoint = {null, new double[states.length]};
        chain.forward(in, new int[2], out, 0, work);
        adjoint[0] = 1;
        chain.backward(in, new int[2], out, 0, adjoint, inAdjoint, work);
        return inAdjoint[1];
    }
}
