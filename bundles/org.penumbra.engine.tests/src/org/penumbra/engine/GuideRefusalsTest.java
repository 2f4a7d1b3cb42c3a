package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What only the data can tell of a guide, and what has no compilation: told at its place. */
class GuideRefusalsTest {

    private static String refused(ModelText model) {
        PenumbraException refused = assertThrows(PenumbraException.class, model::guideUnchecked);
        Problem first = refused.problems().getFirst();
        return first.code() + " " + first.location().line() + ": " + first.message();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x ~ Bernoulli(0.5) | PEN-2941 5: 'x' is drawn from Bernoulli, whose draws are no differentiable function of "
                + "its parameters, and a score-function objective is not available for it.",
        "x ~ Delta(0.5) | PEN-2941 5: 'x' is drawn from Delta, whose draws are no differentiable function of its "
                + "parameters, and a score-function objective is not available for it.",
        "param s : positive = -1  x ~ Normal(0, s) | PEN-2940 5: A parameter of the guide 'G' starts inside of its "
                + "type; s = -1.0 is outside of its support positive.",
        "param s : positive = 0  x ~ Normal(0, s) | PEN-2940 5: A parameter of the guide 'G' starts inside of its "
                + "type; s begins at the edge of positive.",
        "param w : simplex[2] = [0.5, 0.6]  x ~ Normal(0, 1) | PEN-2940 5: A parameter of the guide 'G' starts inside "
                + "of its type; w[1] and what follows is outside of its support simplex: its elements sum to 1.1, "
                + "not 1.",
        "param s : real = 1  param t : real = s  x ~ Normal(0, 1) | PEN-2940 5: The starting value of 't' is known "
                + "from the data, found one that depends on a parameter or a site.",
        "param s : int = 1  x ~ Normal(0, 1) | PEN-2940 5: A parameter of a guide is a real number that is optimised, "
                + "found 's' of the type int.",
        "x : positive ~ Normal(0, 1) | PEN-2942 5: The density of a guide has mass 1, and the type positive of 'x' "
                + "cuts Normal.",
        "x ~ Normal([0, 1], 1) | PEN-2101 5: The guide draws 'x' with another shape than the model: expected a scalar, "
                + "found shape [2].",
        "x ~ Normal(0, 1)  y ~ Normal(0, 1) | PEN-2943 5: 'y' is no latent site of the model 'M'.",
        "param m : real | PEN-2943 5: The guide 'G' does not draw 'x'."})
    void wrongGuidesOfANumber(String guide, String message) {
        assertEquals(message, refused(new ModelText("x ~ Normal(0, 1)\n", "guide G for M { " + guide + " }")));
    }

    private static ModelText rows(String model, String guide) {
        return new ModelText("data n : int  data y : real[n]  " + model + "\n", "guide G for M { " + guide + " }")
                .with("y", 1, 2, 3);
    }

    @Test
    void eachElementIsDrawnOnce() {
        String model = "plate i in 1..n { x[i] ~ Normal(0, 1)  y[i] ~ Normal(x[i], 1) }";
        assertEquals("PEN-2905 5: 'x[3]' is never drawn.",
                refused(rows(model, "plate i in 1..2 { x[i] ~ Normal(0, 1) }")));
        assertEquals("PEN-2905 5: 'x[1]' is drawn twice.",
                refused(rows(model, "plate i in 1..n { x[i] ~ Normal(0, 1) }  x[1] ~ Normal(0, 1)")));
    }

    @Test
    void structuredSitesNeedTheirStructure() {
        assertEquals("PEN-2942 5: 'o' is ordered in the model, and Normal draws independent numbers.",
                refused(rows("o : ordered[3] ~ Normal(0, 1)  y ~ Normal(o, 1)", "o : real[3] ~ Normal(0, 1)")));
        assertEquals("PEN-2942 5: 'w' is simplex[3] in the model, found MultivariateNormal, which draws a block of "
                + "numbers.", refused(rows("w ~ Dirichlet([1, 1, 1])  y ~ Normal(w, 1)",
                        "w ~ MultivariateNormal([0, 0, 0], covariance = identity(3))")));
    }

    @Test
    void missingElementsAreNotDrawn() {
        assertEquals("PEN-2943 5: Elements of 'y' are missing in the data, and a guide block does not draw them.",
                refused(new ModelText("data n : int  data y : real[n]  x ~ Normal(0, 1)  y ~ Normal(x, 1)\n",
                        "guide G for M { x ~ Normal(0, 1) }").with("y", 1, Double.NaN, 3)));
    }

    @Test
    void vectorsThatAreNonCentredHaveNoWayBack() {
        assertEquals("PEN-2943 5: 'b' has @noncentered in the model in a way that a guide block cannot undo yet.",
                refused(rows("b ~ MultivariateNormal([0, 0, 0], covariance = identity(3)) @noncentered "
                        + "y ~ Normal(b, 1)",
                        "b ~ MultivariateNormal([0, 0, 0], covariance = identity(3))")));
    }
}
