package org.penumbra.app;

import org.penumbra.session.FitRequest;
import picocli.CommandLine.Parameters;

/** Arguments of every command that runs a model: its file, and which of the file's runs. */
final class RunArguments {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .penumbra file, or the name of an example.")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN",
            description = "The infer block (or model) to run; needed when the file has several.")
    private String run;

    /**
     * What was asked for, with everything else as the file says.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-6010) when there is no such file
     */
    FitRequest request() {
        FitRequest request = FitRequest.of(new ModelArgument().resolve(model));
        return run == null ? request : request.withRun(run);
    }
}
