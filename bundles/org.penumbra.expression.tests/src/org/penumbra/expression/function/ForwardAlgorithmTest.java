package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.expression.function.FunctionContract.joined;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.result;

import java.util.Arrays;
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
    @CsvSource({"1, 2, true", "2, 2, false", "4, 3, true", "4, 3, false", "60, 2, true",
        "40, 3, true", "40, 4, false"})
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

    /** Weights of so many sizes that messages are scaled often, and some cells impossible. */
    @ParameterizedTest
    @CsvSource({"200, 2, true", "200, 2, false", "200, 3, true", "50, 5, false"})
    void productsAndLogarithmsAgree(int length, int states, boolean homogeneous) {
        ForwardAlgorithm chain = new ForwardAlgorithm(length, states, homogeneous);
        double[] transitions = scaled(numbers(chain.inputSizes().get(0), 8), 5);
        double[] weights = scaled(numbers(chain.inputSizes().get(1), 9), 15);
        transitions[states * states - 1] = NOTHING;
        weights[2 * states] = NOTHING;
        double[][] in = {transitions, weights};
        double[] memory = new double[chain.outputSize()];
        assertTrue(ScaledPaths.forward(chain, in, new int[2], memory, 0), "nothing is lost here");
        double scaled = ScaledPaths.result(chain, memory, 0);
        double[] work = new double[chain.workSize()];
        double[][] adjoints = {new double[transitions.length], new double[weights.length]};
        ScaledPaths.backward(chain, new int[2], memory, 0, 2, adjoints, work);
        assertEquals(LogPaths.forward(chain, in, new int[2], memory, 0), scaled, 1e-13 * Math.abs(scaled));
        double[][] expected = {new double[transitions.length], new double[weights.length]};
        LogPaths.backward(chain, in, new int[2], memory, 0, 2, expected, work);
        assertArrayEquals(expected[0], adjoints[0], 1e-10);
        assertArrayEquals(expected[1], adjoints[1], 1e-10);
    }

    private static double[] scaled(double[] numbers, double by) {
        return Arrays.stream(numbers).map(one -> by * one).toArray();
    }

    /** All paths weigh the same: far below and above what a double can hold. */
    @ParameterizedTest
    @CsvSource({"2, -300", "2, 200", "3, -200", "3, 120"})
    void longChainsNeitherUnderflowNorOverflow(int states, double weight) {
        int length = 3000;
        ForwardAlgorithm chain = new ForwardAlgorithm(length, states, true);
        double[] transitions = new double[states * states];
        Arrays.fill(transitions, weight / 3);
        double[] weights = new double[length * states];
        Arrays.fill(weights, weight);
        double expected = length * (weight + Math.log(states)) + (length - 1) * (weight / 3);
        assertEquals(expected, result(chain, transitions, weights)[0], 1e-12 * Math.abs(expected));
        double[] shares = new double[length * states];
        Arrays.fill(shares, 1.0 / states);
        assertArrayEquals(shares, stateAdjoints(chain, transitions, weights), 1e-10);
    }

    /** A state that is as good as lost, beyond what a product can hold, and the only one that can go on. */
    @ParameterizedTest
    @CsvSource({"-500, 2", "-500, 3", "-1e5, 2", "-1e5, 3"})
    void whatIsAlmostLostMayWin(double weight, int states) {
        ForwardAlgorithm chain = new ForwardAlgorithm(4, states, true);
        double[] stay = new double[states * states];
        Arrays.fill(stay, NOTHING);
        for (int k = 0; k < states; k++) {
            stay[k * states + k] = 0;
        }
        double[] weights = new double[4 * states];
        weights[1] = weight;
        Arrays.fill(weights, 3 * states, 4 * states, NOTHING);
        weights[3 * states + 1] = -3;
        assertEquals(weight - 3, result(chain, stay, weights)[0], 1e-9);
        double[] expected = new double[4 * states];
        for (int t = 0; t < 4; t++) {
            expected[t * states + 1] = 1;
        }
        assertArrayEquals(expected, stateAdjoints(chain, stay, weights), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void whatIsNoNumberGivesNone(int states) {
        ForwardAlgorithm chain = new ForwardAlgorithm(3, states, true);
        double[] weights = new double[3 * states];
        weights[states] = Double.NaN;
        assertTrue(Double.isNaN(result(chain, new double[states * states], weights)[0]));
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
