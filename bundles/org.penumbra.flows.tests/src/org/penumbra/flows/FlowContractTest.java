package org.penumbra.flows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Options;
import org.penumbra.testing.GuideContract;

/** Every flow, with networks that are small enough to compare every derivative with differences. */
class FlowContractTest {

    private static <O extends Record> void check(GuideFamily<O> family, Class<O> options, Map<String, ?> given) {
        GuideContract.check(family, Options.read(options, family.getClass().getSimpleName(), given));
    }

    @Test
    void planar() {
        check(new AutoPlanarFlow(), AutoPlanarFlow.Options.class, Map.of("layers", 4));
    }

    @Test
    void radial() {
        check(new AutoRadialFlow(), AutoRadialFlow.Options.class, Map.of("layers", 3));
    }

    @Test
    void sylvester() {
        check(new AutoSylvesterFlow(), AutoSylvesterFlow.Options.class, Map.of("layers", 2, "rank", 3));
    }

    @Test
    void affineCoupling() {
        check(new AutoRealNVP(), AutoRealNVP.Options.class, Map.of("layers", 5, "hidden", 5, "depth", 2));
    }

    @Test
    void inverseAutoregressive() {
        check(new AutoIAFNormal(), AutoIAFNormal.Options.class, Map.of("layers", 3, "hidden", 6, "depth", 2));
    }

    @Test
    void splineCoupling() {
        check(new AutoSplineCoupling(), AutoSplineCoupling.Options.class, Map.of("layers", 2, "hidden", 4, "bins", 4));
    }

    @Test
    void splineAutoregressive() {
        check(new AutoSplineAutoregressive(), AutoSplineAutoregressive.Options.class,
                Map.of("layers", 2, "hidden", 5, "bins", 5, "bound", 2));
    }

    @Test
    void blockAutoregressive() {
        check(new AutoBNAFNormal(), AutoBNAFNormal.Options.class, Map.of("layers", 2, "hidden", 3, "depth", 2));
    }
}
