package org.penumbra.guides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamilies;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.GuideContract;
import org.penumbra.testing.KnownGaussian;

class AutoGuideListTest {

    private static final KnownGaussian TARGET = KnownGaussian.correlated(0, new double[] {1, 2, 3},
            new double[] {1, 1, 1}, 0.5);

    /** What a session offers, here without a registry. */
    private static final GuideFamilies FAMILIES = (name, options, target, start) -> switch (name) {
        case "AutoNormal" -> create(new AutoNormal(), AutoNormal.Options.class, options, target, start);
        case "AutoMultivariateNormal" -> create(new AutoMultivariateNormal(), AutoMultivariateNormal.Options.class,
                options, target, start);
        case "AutoLaplaceApproximation" -> create(new AutoLaplaceApproximation(),
                AutoLaplaceApproximation.Options.class, options, target, start);
        case "AutoDelta" -> create(new AutoDelta(), AutoDelta.Options.class, options, target, start);
        default -> throw new AssertionError(name);
    };

    private static <O extends Record> Guide create(GuideFamily<O> family, Class<O> type, Map<String, ?> options,
            Target target, Start start) {
        return family.create(target, Options.read(type, "guide", options), start);
    }

    private static AutoGuideList.Options options(String groups) {
        return Options.read(AutoGuideList.Options.class, "AutoGuideList", Map.of("groups", groups));
    }

    private static Guide guide(String groups) {
        return new AutoGuideList().create(TARGET, options(groups),
                Start.cold(RandomStream.of(1)).at(new double[] {1, 2, 3}).knowing(FAMILIES));
    }

    /** The list knows what is installed, as in a session. */
    private static final class Knowing implements GuideFamily<AutoGuideList.Options> {
        @Override
        public Guide create(Target target, AutoGuideList.Options options, Start start) {
            return new AutoGuideList().create(target, options, start.knowing(FAMILIES));
        }
    }

    @Test
    void keepsTheContract() {
        GuideContract.check(new Knowing(), options("rest: AutoNormal; x1: AutoMultivariateNormal"));
    }

    @Test
    void groupsAreIndependentAndCorrelatedWithin() {
        Guide guide = guide("x3, x1: AutoMultivariateNormal(initScale = 0.5); x2: AutoNormal");
        assertEquals(5 + 2, guide.parameters().length);
        guide.parameters()[4] = 2;
        double[] x = new double[3];
        guide.transform(new double[] {1, 0, 0}, x);
        assertArrayEquals(new double[] {1.5, 2, 3 + 0.5 * 2}, x, 1e-14);
        assertInstanceOf(DifferentiableGuide.class, guide);
    }

    /** Given x2 and x3 at their means, x1 has mean 1 and the variance 1 - 0.25 of an autoregression. */
    @Test
    void aMemberSeesTheOthersHeld() {
        Guide guide = guide("x1: AutoLaplaceApproximation; rest: AutoNormal");
        double[] x = new double[3];
        guide.transform(new double[] {1, 0, 0}, x);
        assertEquals(1 + Math.sqrt(0.75), x[0], 1e-6);
    }

    @Test
    void pointsMayBeAmongThem() {
        Guide guide = guide("x1: AutoDelta; rest: AutoNormal");
        assertTrue(guide.isDistribution());
        assertFalse(guide instanceof DifferentiableGuide);
        assertEquals(2, guide.noiseSize());
        assertEquals(1 + 4, guide.parameters().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x1 AutoNormal|expected 'sites: guide', found 'x1 AutoNormal'.",
        "x1: AutoNormal; x9: AutoNormal|there is no latent site 'x9'. Did you mean x1, x2, x3?",
        "x1: AutoNormal; x1, x2: AutoNormal|the site 'x1' is in two groups.",
        "x1: AutoNormal|no guide is given for x2, x3.",
        "rest: AutoNormal; rest: AutoDelta|'rest' is given twice.",
        "rest: AutoNormal(initScale)|expected 'option = value', found 'initScale'.",
        "rest: AutoNormal(initScale = 1|a ')' is missing after 'AutoNormal(initScale = 1'."})
    void saysWhatIsWrongWithTheGroups(String groups, String complaint) {
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> guide(groups));
        assertTrue(wrong.getMessage().startsWith("error [PEN-3033] groups: " + complaint), wrong.getMessage());
    }

    @Test
    void saysThatItNeedsASession() {
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> new AutoGuideList().create(TARGET,
                options("rest: AutoNormal"), Start.cold(RandomStream.of(1))));
        assertEquals("PEN-3035", wrong.problems().getFirst().code());
    }
}
