package org.penumbra.session;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.penumbra.inference.FitResult;

/**
 * The files of a run folder, format {@value #FORMAT}. Readers ignore keys and columns that they do not know; a change
 * that would mislead an old reader takes a new number. {@link RunReader} reads them.
 *
 * <ul>
 * <li>{@code run.json}: see {@link RunRecordJson}
 * <li>{@code draws.csv}: see {@link DrawTable}
 * <li>{@code draws-NAME.f64}: see {@link LargeDraws}
 * <li>{@code parameter-NAME.f64}: see {@link LargeParameters}
 * <li>{@code trace.csv}: {@code step, objective}
 * <li>{@code guide.json}: unconstrained parameters of the guide; those that a guide block declares by name and on their
 * own scale as {@code values}; and the state that the algorithm can resume from, with
 * the identity of the run ({@link RunState}); only of a run that was fitted here
 * <li>{@code model.penumbra}: the text that was fitted
 * <li>{@code manifest.json}: checksums of all others ({@link Manifest})
 * </ul>
 *
 * @param large sites that are no columns of the draws; empty where all are
 * @param state writes {@code guide.json}; null when there is none
 */
record RunFiles(RunRecord record, DrawTable draws, Optional<LargeDraws> large, LargeParameters parameters,
        FitResult.Trace trace, String modelText, RunFolder.Content state) {

    static final String FORMAT = "penumbra-run/1";
    static final String MODEL = "model.penumbra";
    static final String DRAWS = "draws.csv";
    static final String TRACE = "trace.csv";
    static final String RUN = "run.json";

    static final CSVFormat CSV = CSVFormat.Builder.create().setRecordSeparator("\n").get();

    void writeTo(RunFolder folder) throws IOException {
        folder.write(MODEL, writer -> writer.write(modelText));
        folder.write(DRAWS, draws::write);
        if (large.isPresent()) {
            large.get().writeTo(folder);
        }
        parameters.writeTo(folder);
        folder.write(TRACE, this::writeTrace);
        if (state != null) {
            folder.write(RunState.FILE, state);
        }
        folder.write(RUN, writer -> RunRecordJson.write(record, draws.chains(), parameters,
                large.map(LargeDraws::names).orElse(Set.of()), writer));
    }

    private void writeTrace(Writer writer) throws IOException {
        CSVPrinter csv = new CSVPrinter(writer, CSV);
        csv.printRecord("step", "objective");
        for (int i = 0; i < trace.steps().length; i++) {
            csv.printRecord(trace.steps()[i], trace.values()[i]);
        }
        csv.flush();
    }
}
