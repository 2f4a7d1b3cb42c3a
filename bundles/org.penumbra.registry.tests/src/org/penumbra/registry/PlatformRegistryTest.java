package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleReference;

/** Inside OSGi, from the platform's extension registry. */
class PlatformRegistryTest extends InstalledPluginsTest {

    @Override
    Registry registry() {
        return Registry.open();
    }

    @Test
    void runsInsideOsgi() {
        assertTrue(Registry.class.getClassLoader() instanceof BundleReference);
    }
}
