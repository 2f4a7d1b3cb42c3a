package org.penumbra.session;

import org.penumbra.inference.FitResult;

/** Whether what an algorithm returned holds together; nothing later has to doubt it. */
final class ResultCheck {

    private final PluginFault fault;
    private final int dimension;

    ResultCheck(PluginFault fault, int dimension) {
        this.fault = fault;
        this.dimension = dimension;
    }

    /** @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED, PEN-5024) when lengths do not fit together */
    FitResult checked(FitResult result) {
        FitResult.Draws draws = result.draws();
        int count = draws.points().length;
        expect(draws.logP().length == count, "draws and their log densities differ in number");
        expect(draws.logQ().length == count, "draws and the log densities of their guide differ in number");
        for (double[] point : draws.points()) {
            expect(point != null && point.length == dimension, "a draw does not have " + dimension + " coordinates");
        }
        expect(result.trace().steps().length == result.trace().values().length,
                "steps and values of the trace differ in number");
        result.fittedGuide().ifPresent(guide -> expect(guide.dimension() == dimension,
                "the guide does not have " + dimension + " coordinates"));
        return result;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw fault.returnedNonsense(otherwise);
        }
    }
}
