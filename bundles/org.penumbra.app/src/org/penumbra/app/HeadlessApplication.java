package org.penumbra.app;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/** The command line inside Equinox: application {@code org.penumbra.app.headless}. */
public final class HeadlessApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        Object arguments = context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return Main.run(arguments instanceof String[] given ? given : new String[0]);
    }

    /** Nothing to do: {@link StopSignal} hears of the end of the process by itself. */
    @Override
    public void stop() {
        // The command runs on the thread of start, which returns by itself.
    }
}
