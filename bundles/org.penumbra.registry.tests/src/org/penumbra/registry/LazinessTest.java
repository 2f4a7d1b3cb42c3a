package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.GuideFamily;

class LazinessTest {
    private static final String TRACE = "org.penumbra.testplugins.good.untouched";
    private static final String UNTOUCHED = "org.penumbra.testplugins.good.TestUntouched";

    /** Remembers the classes that it was asked to define. */
    private static final class Recording extends URLClassLoader {
        private final List<String> defined = new ArrayList<>();

        Recording(List<URL> urls) {
            super(urls.toArray(URL[]::new), LazinessTest.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            defined.add(name);
            return super.findClass(name);
        }
    }

    @Test
    void lookingAroundLoadsNoContributedClass() throws IOException {
        try (Recording loader = new Recording(Installed.classPath(Installed.GOOD, Installed.BAD))) {
            lookAround(Registry.ofClassPath(loader));
            assertEquals(List.of(), loader.defined);
        }
    }

    @Test
    void optionsLoadTheOptionsAlone() throws IOException {
        try (Recording loader = new Recording(Installed.classPath(Installed.GOOD))) {
            Registry registry = Registry.ofClassPath(loader);
            registry.require(Point.OBJECTIVES, "TestPathELBO").optionsType();
            assertEquals(List.of("org.penumbra.testplugins.good.TestPathElbo$Options"), loader.defined);
        }
    }

    @Test
    void lookingAroundInOsgiInitialisesNothing() {
        System.clearProperty(TRACE);
        Registry registry = Registry.open();
        lookAround(registry);
        assertNull(System.getProperty(TRACE), "initialised by looking around");
    }

    @Test
    void creatingLeavesTheTrace() throws IOException {
        try (Recording loader = new Recording(Installed.classPath(Installed.GOOD))) {
            System.clearProperty(TRACE);
            Registry.ofClassPath(loader).require(Point.GUIDES, "TestUntouched").create(GuideFamily.class);
            assertEquals("initialised", System.clearProperty(TRACE));
            assertTrue(loader.defined.contains(UNTOUCHED));
        }
    }

    private static void lookAround(Registry registry) {
        for (Point point : Point.values()) {
            for (Contribution contribution : registry.contributions(point)) {
                contribution.documentation();
                contribution.attribute("options");
            }
        }
        registry.distributions().names();
        registry.distributions().find("TestArcsine").orElseThrow().signatures();
        registry.problems();
    }
}
