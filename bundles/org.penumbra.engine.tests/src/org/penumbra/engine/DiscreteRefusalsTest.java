package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What cannot be summed out is refused with the reason, at its place. */
class DiscreteRefusalsTest {

    private static String refusal(ModelText model) {
        Problem problem = assertThrows(PenumbraException.class, model::compileUnchecked).problems().getFirst();
        return problem.render();
    }

    private static ModelText one(String statements) {
        return new ModelText("data y : real  m ~ Normal(0, 1)\n" + statements).scalar("y", 1);
    }

    @Test
    void infinitelyManyValues() {
        assertEquals("test.penumbra:3:1: error [PEN-2920] 'k' cannot be summed out: Poisson has no largest or no "
                + "smallest"
                + " value that is known from the data. Cut it, as in Truncated(Poisson(...), max = 50), or declare "
                + "a type such as int(min = 0, max = 50).", refusal(one("k ~ Poisson(3)  y ~ Normal(m + k, 1)")));
    }

    @Test
    void noValueAtAll() {
        assertEquals("test.penumbra:3:1: error [PEN-2921] 'k' has no possible value: Bernoulli and the declared "
                + "type leave "
                + "3..1.", refusal(one("k : int(min = 3, max = 5) ~ Bernoulli(0.3)  y ~ Normal(m + k, 1)")));
    }

    /** Twenty-four sites of two values that all meet in one statement. */
    @Test
    void tooLargeATable() {
        assertEquals("test.penumbra:3:20: error [PEN-2922] The discrete latent sites cannot be summed out: their "
                + "dependencies need 16777216 entries in one table over 'z[1]', 'z[2]', 'z[3]', 'z[4]', 'z[5]', 'z[6]' "
                + "and 18 more together. Give them fewer values, let fewer of them meet in one "
                + "statement, or sample the model: Markov chains draw what cannot be summed out.",
                refusal(one("plate i in 1..24 { z[i] ~ Bernoulli(0.4) }\ny ~ Normal(m * sum(z), 1)")));
    }

    @Test
    void anElementThatEachIterationChoosesAnew() {
        assertEquals("test.penumbra:3:37: error [PEN-2923] The discrete latent sites cannot be summed out: which "
                + "element of"
                + " 'z' the statement of 'factor' reads is different in each iteration of the plate around it. Read "
                + "it at the index of a plate or loop, or at that index and a fixed distance.",
                refusal(new ModelText("data g : int[3]  data h : int[3]  m ~ Normal(0, 1)\n"
                        + "plate i in 1..3 { plate k in 1..4 { z[i, k] ~ Bernoulli(0.4) }\n"
                        + "factor m * z[i, g[i]] * z[i, h[i]] }").with("g", 1, 2, 3).with("h", 4, 1, 2)));
    }

    @Test
    void aValueThatIsReported() {
        assertEquals("test.penumbra:3:1: error [PEN-2924] 'd' is reported and depends on the discrete latent site 'k', "
                + "which is summed out: it has no one value for a draw of the continuous sites. Leave out "
                + "'deterministic'; "
                + "the posterior of the discrete sites is reported instead.",
                refusal(one("k ~ Bernoulli(0.3)  deterministic d = m * k  y ~ Normal(d, 1)")));
    }

    @Test
    void aSiteWhoseSupportIsDiscrete() {
        assertEquals("test.penumbra:3:1: error [PEN-2924] 'u' has a support, or is shifted by @noncentered, in a "
                + "way that "
                + "depends on the discrete latent site 'k', which is summed out: it has no one value for a draw of the "
                + "continuous sites. Give it a support that does not depend on a discrete site, and leave out "
                + "@noncentered.", refusal(one("k ~ Bernoulli(0.3)  u ~ Uniform(0, 1 + k)  y ~ Normal(u, 1)")));
    }

    @Test
    void aModelWithoutAnythingContinuous() {
        assertEquals("test.penumbra:1:1: error [PEN-2401] The model 'M' has no continuous latent site: there is "
                + "nothing to infer. Every name before '~' is data; declare a parameter with a prior.",
                refusal(new ModelText("data y : real  k ~ Bernoulli(0.3)  y ~ Normal(k, 1)").scalar("y", 1)));
    }

    @Test
    void aSubscriptThatLeavesItsVector() {
        assertEquals("test.penumbra:3:62: error [PEN-2102] A subscript of 'a' is 0, expected 1..2. Subscripts start "
                + "at 1.",
                refusal(one("a : real[2] ~ Normal(0, 1)  z ~ Bernoulli(0.3)  y ~ Normal(a[z], 1)")));
    }

    @Test
    void elementsOfDifferentSupports() {
        assertEquals("test.penumbra:4:17: error [PEN-2902] The elements of 'z' are drawn one after the other, so "
                + "they must "
                + "have one support: found 1..2 and 1..3. Give every statement a distribution with the same support.",
                refusal(one("z[1] ~ Categorical([0.3, 0.7])\n"
                        + "for t in 2..3 { z[t] ~ Categorical([0.3, 0.3, 0.4]) }  y ~ Normal(m * z[3], 1)")));
    }
}
