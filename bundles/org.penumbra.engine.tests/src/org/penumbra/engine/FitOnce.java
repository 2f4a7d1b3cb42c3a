package org.penumbra.engine;

import java.nio.file.Path;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** A fit in a Java of its own: prints the posterior means of all sites. */
final class FitOnce {

    private FitOnce() {
    }

    public static void main(String[] arguments) {
        Fit fit = new Session(Registry.open()).fit(FitRequest.of(Path.of(arguments[0])), Progress.NONE,
                Cancellation.NEVER);
        fit.sites().forEach(site -> System.out.println(site.mean()));
    }
}
