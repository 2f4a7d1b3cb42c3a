package org.penumbra.guides;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Options;
import org.penumbra.testing.GuideContract;

/** Every family with its standard options. */
class GuideContractTest {

    private static <O extends Record> void check(GuideFamily<O> family, Class<O> options, Map<String, ?> given) {
        GuideContract.check(family, Options.read(options, family.getClass().getSimpleName(), given));
    }

    @Test
    void point() {
        check(new AutoDelta(), AutoDelta.Options.class, Map.of());
    }

    @Test
    void meanField() {
        check(new AutoNormal(), AutoNormal.Options.class, Map.of());
        check(new AutoDiagonalNormal(), AutoDiagonalNormal.Options.class, Map.of());
    }

    @Test
    void dense() {
        check(new AutoMultivariateNormal(), AutoMultivariateNormal.Options.class, Map.of());
    }

    @Test
    void lowRank() {
        check(new AutoLowRankMultivariateNormal(), AutoLowRankMultivariateNormal.Options.class, Map.of());
        check(new AutoLowRankMultivariateNormal(), AutoLowRankMultivariateNormal.Options.class, Map.of("rank", 1));
    }

    @Test
    void laplace() {
        check(new AutoLaplaceApproximation(), AutoLaplaceApproximation.Options.class, Map.of());
    }

    @Test
    void sparse() {
        check(new AutoGaussian(), AutoGaussian.Options.class, Map.of());
        check(new AutoStructured(), AutoStructured.Options.class, Map.of());
    }

    @Test
    void hierarchical() {
        check(new AutoHierarchical(), AutoHierarchical.Options.class, Map.of());
    }
}
