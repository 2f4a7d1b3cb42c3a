package org.penumbra.flows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.math.RandomStream;

/** Every flow, after few steps, against the best normal on a banana. */
class FlowFitTest {

    private static final int STEPS = 600;

    static Stream<Arguments> families() {
        return Stream.of(Arguments.of(new AutoPlanarFlow(), AutoPlanarFlow.Options.class),
                Arguments.of(new AutoRadialFlow(), AutoRadialFlow.Options.class),
                Arguments.of(new AutoSylvesterFlow(), AutoSylvesterFlow.Options.class),
                Arguments.of(new AutoRealNVP(), AutoRealNVP.Options.class),
                Arguments.of(new AutoIAFNormal(), AutoIAFNormal.Options.class),
                Arguments.of(new AutoSplineCoupling(), AutoSplineCoupling.Options.class),
                Arguments.of(new AutoSplineAutoregressive(), AutoSplineAutoregressive.Options.class),
                Arguments.of(new AutoBNAFNormal(), AutoBNAFNormal.Options.class));
    }

    @ParameterizedTest
    @MethodSource("families")
    <O extends Record> void isBetterThanANormalOnABanana(GuideFamily<O> family, Class<O> type) {
        Target banana = Shapes.banana();
        O options = Options.read(type, family.getClass().getSimpleName(), Map.of("initScale", 0.5));
        Guide flow = family.create(banana, options, Start.cold(RandomStream.of(1)));
        Guide normal = new DenseNormal(new double[2], new double[] {0.5, 0.5});
        double ofNormal = fit(banana, normal);
        double ofFlow = fit(banana, flow);
        assertTrue(ofFlow > ofNormal + 0.1, "normal " + ofNormal + ", flow " + ofFlow);
    }

    private static double fit(Target target, Guide guide) {
        return new Ascent(target, guide, RandomStream.of(2)).run(STEPS, 8, 0.02).quality(2_000).elbo();
    }

    /** What an earlier fit found is where it begins, up to how near the identity is. */
    @ParameterizedTest
    @MethodSource("families")
    <O extends Record> void beginsWhereAnEarlierFitEnded(GuideFamily<O> family, Class<O> type) {
        Target banana = Shapes.banana();
        Start warm = Start.cold(RandomStream.of(1)).at(new double[] {5, -3}, new double[] {2, 0.1});
        Guide flow = family.create(banana, Options.read(type, "flow", Map.of()), warm);
        double[] parameters = Arrays.copyOf(flow.parameters(), 4);
        assertArrayEquals(new double[] {5, -3, StrictMath.log(2), StrictMath.log(0.1)}, parameters, 1e-15);
    }
}
