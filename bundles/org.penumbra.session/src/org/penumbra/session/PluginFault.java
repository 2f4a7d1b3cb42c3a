package org.penumbra.session;

import java.util.List;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.registry.Contribution;

/**
 * What is said of a plug-in that breaks its contract; always with the bundle that it comes from.
 *
 * @param who as in {@code algorithm 'SVI'}
 * @param kind of part, as in {@code algorithm}
 * @param bundle symbolic name of the bundle
 */
record PluginFault(String who, String kind, String bundle) {

    static PluginFault of(Contribution plugin) {
        return new PluginFault(plugin.toString(), plugin.point().element(), plugin.bundle());
    }

    PenumbraException threw(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage().replaceAll("\\s+", " ").strip();
        return broke(thrown, "PEN-5020", "failed with " + thrown.getClass().getSimpleName() + message + ".");
    }

    PenumbraException returnedNothing() {
        return broke(null, "PEN-5021", "returned nothing, where its contract asks for a result.");
    }

    PenumbraException returnedNonsense(String what) {
        return broke(null, "PEN-5024", "returned a result that contradicts itself: " + what + ".");
    }

    PenumbraException didNotStop(long seconds) {
        return new PenumbraException(ExitCode.CANCELLED, List.of(Problem.error("PEN-5022", who
                + " was told to stop and did not within " + seconds
                + " s; it was left behind, and its result is lost.").about(bundle)));
    }

    private PenumbraException broke(Throwable cause, String code, String what) {
        return PenumbraException.plugin(cause, Problem.error(code, who + " " + what).about(bundle)
                .advise("This is a fault of that bundle; tell its author, or choose another " + kind + "."));
    }
}
