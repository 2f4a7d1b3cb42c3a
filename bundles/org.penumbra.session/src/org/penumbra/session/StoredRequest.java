package org.penumbra.session;

import java.util.Map;
import java.util.Optional;
import org.penumbra.registry.Point;

/** What was asked of a stored run, asked of the text in its folder: model file and data may have moved since. */
final class StoredRequest {

    private StoredRequest() {
    }

    /** The same model, run and seed; predictions take the data of the run then. */
    static FitRequest withoutData(StoredRun run) {
        RunRecord record = run.record();
        return FitRequest.of(run.folder().resolve(RunFiles.MODEL)).withRun(record.run().orElse(record.model()))
                .withSeed(record.origin().seed());
    }

    /** The same model, run, data, rows and seed. */
    static FitRequest of(StoredRun run) {
        RunRecord record = run.record();
        FitRequest request = withoutData(run);
        Optional<String> where = record.origin().where();
        request = where.isPresent() ? request.withWhere(where.get()) : request;
        return record.origin().dataFile().isPresent() ? request.withData(record.origin().dataFile().get()) : request;
    }

    /** The same with the same parts, and all their options. */
    static FitRequest withParts(StoredRun run) {
        FitRequest request = of(run);
        for (Point point : Point.values()) {
            RunRecord.UsedPart part = run.record().parts().get(point.element());
            if (part != null) {
                request = request.withPart(point, part.name());
                for (Map.Entry<String, Object> option : part.options().entrySet()) {
                    request = option.getValue() == null ? request : request
                            .withSetting(point.element() + "." + option.getKey(), option.getValue().toString());
                }
            }
        }
        return request;
    }
}
