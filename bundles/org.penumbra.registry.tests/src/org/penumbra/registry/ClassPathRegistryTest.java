package org.penumbra.registry;

import java.io.IOException;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same bundles as plain places on a class path. */
class ClassPathRegistryTest extends InstalledPluginsTest {
    private static URLClassLoader loader;

    @BeforeAll
    static void open() {
        loader = Installed.loader(Installed.classPath(Installed.GOOD, Installed.BAD));
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @Override
    Registry registry() {
        return Registry.ofClassPath(loader);
    }
}
