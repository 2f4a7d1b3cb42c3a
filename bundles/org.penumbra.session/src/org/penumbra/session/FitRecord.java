package org.penumbra.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.registry.Point;

/** A fit in the words of {@code run.json}. */
final class FitRecord {

    private FitRecord() {
    }

    /**
     * @param variables of the model; of no consequence where only the result is written
     * @param started when the run began
     */
    static RunRecord of(Fit fit, List<RunVariable> variables, String modelText, Instant started) {
        return new RunRecord(fit.model().getName(), Optional.of(fit.plan().run()).filter(run -> !run.isEmpty()),
                fit.partName(Point.ALGORITHMS), Optional.ofNullable(fit.partName(Point.GUIDES)), judgement(fit),
                fit.result().steps(), fit.seconds(), fit.result().elbo(), variables, fit.sites(), fit.discrete(),
                fit.declaredGuideValues(), fit.weights(), origin(fit, modelText, started), parts(fit));
    }

    private static RunRecord.Judgement judgement(Fit fit) {
        return new RunRecord.Judgement(fit.result().status(), fit.verdict(), fit.exitCode().code(),
                firstOfEachName(fit.measurements()), fit.findings(),
                fit.problems().stream().map(Problem::render).toList());
    }

    /** As {@link Fit#measurement} takes them, and a key of JSON is there once. */
    private static List<Diagnostic.Measurement> firstOfEachName(List<Diagnostic.Measurement> measurements) {
        Map<String, Diagnostic.Measurement> first = new LinkedHashMap<>();
        measurements.forEach(one -> first.putIfAbsent(one.name(), one));
        return List.copyOf(first.values());
    }

    private static RunRecord.Origin origin(Fit fit, String modelText, Instant started) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("penumbra", BundleVersion.of(RunFiles.class));
        versions.put("java", Runtime.version().toString());
        versions.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return new RunRecord.Origin(started, fit.request().file().toString(),
                RunIdentity.sha256(modelText.getBytes(StandardCharsets.UTF_8)),
                Optional.of(fit.data().file()).filter(file -> !file.isEmpty()), fit.request().input().where(),
                fit.data().rows(),
                fit.data().dropped(), fit.plan().seed(), new TreeMap<>(fit.plan().subsamples().sizes()), versions,
                RunCommand.of(fit.request(), fit.plan().seed()));
    }

    /** A guide block belongs to no bundle: its text is that of the model file. */
    private static Map<String, RunRecord.UsedPart> parts(Fit fit) {
        Map<String, RunRecord.UsedPart> parts = new LinkedHashMap<>();
        fit.plan().parts().forEach((point, part) -> parts.put(point.element(), new RunRecord.UsedPart(part.name(),
                part.contribution().bundle(), BundleVersion.of(part.options().getClass()), options(part))));
        fit.plan().guide().ifPresent(block -> parts.put(Point.GUIDES.element(),
                new RunRecord.UsedPart(block.getName(), "", "", Map.of())));
        return parts;
    }

    private static Map<String, Object> options(Part part) {
        Map<String, Object> options = part.optionValues();
        options.replaceAll((name, value) -> switch (value) {
            case Integer number -> number.longValue();
            case Double number -> number;
            case Long number -> number;
            case Boolean truth -> truth;
            case null -> null;
            default -> value.toString();
        });
        return options;
    }
}
