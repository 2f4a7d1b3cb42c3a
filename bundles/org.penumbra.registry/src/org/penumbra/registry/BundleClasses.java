package org.penumbra.registry;

import org.eclipse.core.runtime.ContributorFactoryOSGi;
import org.eclipse.core.runtime.IContributor;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Classes inside OSGi: from the bundle that contributes, or from the host of the fragment that does. */
final class BundleClasses implements ClassSource {

    @Override
    public Class<?> load(IContributor contributor, String className) throws ClassNotFoundException {
        Bundle bundle = ContributorFactoryOSGi.resolve(contributor);
        if (bundle == null) {
            throw new ClassNotFoundException(className + ": " + contributor.getName() + " is no longer installed");
        }
        return host(bundle).loadClass(className);
    }

    private static Bundle host(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return bundle;
        }
        return wiring.getRequiredWires(HostNamespace.HOST_NAMESPACE).stream().map(BundleWire::getProviderWiring)
                .map(BundleWiring::getBundle).findFirst().orElse(bundle);
    }
}
