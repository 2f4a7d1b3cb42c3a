package org.penumbra.session;

import java.util.List;
import org.penumbra.core.Nearest;
import org.penumbra.core.Problem;
import org.penumbra.exchange.DataSet;

/** Words that several refusals of the binder share. */
final class BindingProblem {

    private static final int SHOWN = 20;

    private BindingProblem() {
    }

    static Problem noColumn(String code, String name, DataSet data) {
        String kind = kind(data);
        return Problem.error(code, data.file() + " has no " + kind + " '" + name + "'; there "
                + (data.names().size() == 1 ? "is " : "are ") + listed(data.names()) + ".")
                .offering(Nearest.to(name, data.names()));
    }

    /** What the names of a data set are called. */
    static String kind(DataSet data) {
        return data.rows() < 0 ? "key" : "column";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none at all" : String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
