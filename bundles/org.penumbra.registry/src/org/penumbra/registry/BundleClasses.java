package org.penumbra.registry;

import org.eclipse.core.runtime.ContributorFactoryOSGi;
import org.eclipse.core.runtime.IContributor;
import org.osgi.framework.Bundle;

/** Classes inside OSGi: from the bundle that contributes. */
final class BundleClasses implements ClassSource {

    @Override
    public Class<?> load(IContributor contributor, String className) throws ClassNotFoundException {
        Bundle bundle = ContributorFactoryOSGi.resolve(contributor);
        if (bundle == null) {
            throw new ClassNotFoundException(className + ": " + contributor.getName() + " is no longer installed");
        }
        return bundle.loadClass(className);
    }
}
