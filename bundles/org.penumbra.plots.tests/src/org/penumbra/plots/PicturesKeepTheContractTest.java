package org.penumbra.plots;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.penumbra.inference.Options;
import org.penumbra.picture.Visualizer;
import org.penumbra.testing.VisualizerContract;

class PicturesKeepTheContractTest {

    @TestFactory
    Stream<DynamicTest> all() {
        return Stream.of(test(new ElboTrace(), ElboTrace.Options.class), test(new Marginals(), SiteOptions.class),
                test(new Forest(), Forest.Options.class), test(new Pairs(), Pairs.Options.class),
                test(new Trace(), ChainOptions.class), test(new Rank(), ChainOptions.class),
                test(new Autocorrelation(), Autocorrelation.Options.class), test(new Energy(), Energy.Options.class),
                test(new Predictive(), Predictive.Options.class), test(new KHat(), SiteOptions.class),
                test(new LooPit(), LooPit.Options.class), test(new Compare(), SiteOptions.class),
                test(new Calibration(), Calibration.Options.class),
                test(new Reconstructions(), Reconstructions.Options.class),
                test(new PriorSamples(), PriorSamples.Options.class), test(new LatentMap(), LatentMap.Options.class),
                test(new LatentTraversal(), LatentTraversal.Options.class));
    }

    private static <O extends Record> DynamicTest test(Visualizer<O> visualizer, Class<O> options) {
        String name = visualizer.getClass().getSimpleName();
        return DynamicTest.dynamicTest(name,
                () -> VisualizerContract.check(visualizer, Options.read(options, name, Map.of())));
    }
}
