package org.penumbra.registry;

import org.eclipse.core.runtime.IContributor;

/** Where the classes of a contributing bundle come from. */
@FunctionalInterface
interface ClassSource {

    /**
     * @throws ClassNotFoundException when the bundle has no such class
     * @throws LinkageError when the class is there but something it needs is not
     */
    Class<?> load(IContributor contributor, String className) throws ClassNotFoundException;
}
