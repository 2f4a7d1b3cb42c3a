package org.penumbra.session.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.session.RunEvidence;
import org.penumbra.session.RunPictures;
import org.penumbra.session.RunRecord;
import org.penumbra.session.StoredRun;
import org.penumbra.visualization.ink.Drawing;

/**
 * Everything about a stored run on one page: verdict first, then posterior, pictures, model, data, settings, versions
 * and the command that repeats it. Styles, script and pictures are inside; no network is asked.
 *
 * @param html the page
 * @param problems pictures that a plug-in could not make
 */
public record RunReport(String html, List<Problem> problems) {

    public RunReport {
        problems = List.copyOf(problems);
    }

    /** Draws every picture that the run has what is needed for. */
    public static RunReport of(RunEvidence evidence, RunPictures pictures) {
        return new Writer(evidence, pictures).report();
    }

    private static final class Writer {

        private final StoredRun run;
        private final RunRecord record;
        private final RunEvidence evidence;
        private final RunPictures pictures;
        private final Html page = new Html();
        private final List<Problem> problems = new ArrayList<>();
        private final List<List<String>> missing = new ArrayList<>();

        Writer(RunEvidence evidence, RunPictures pictures) {
            this.evidence = evidence;
            this.run = evidence.run();
            this.record = run.record();
            this.pictures = pictures;
        }

        RunReport report() {
            head();
            verdict();
            posterior();
            pictures();
            model();
            data();
            settings();
            repeat();
            page.raw("</main>\n<script>\n" + resource("report.js") + "</script>\n</body>\n</html>\n");
            return new RunReport(page.toString(), problems);
        }

        private void head() {
            page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                    .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                    .element("title", evidence.subject()).raw("<style>\n" + resource("report.css") + "</style>\n")
                    .raw("</head>\n<body>\n<main>\n").element("h1", evidence.subject())
                    .raw("<p class=\"quiet\">").text(record.run().map(name -> "Run " + name + ". ").orElse("")
                            + "Started " + record.origin().started() + ", "
                            + (Double.isNaN(record.seconds()) ? "" : String.format(Locale.ROOT, "%.2f s, ",
                                    record.seconds())) + String.format(Locale.ROOT, "%,d", run.count()) + " draws"
                            + run.chains().map(chains -> " in " + chains.count() + " chains").orElse("") + ".")
                    .raw("</p>\n");
        }

        private void verdict() {
            RunRecord.Judgement judgement = record.judgement();
            String verdict = judgement.verdict().toString();
            page.raw("<section class=\"verdict " + verdict.replace(' ', '-') + "\">\n<p><strong>").text(verdict)
                    .raw("</strong> <span class=\"quiet\">").text("status "
                            + judgement.status().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .raw("</span></p>\n");
            if (!judgement.findings().isEmpty()) {
                page.raw("<ul>\n");
                for (Finding finding : judgement.findings()) {
                    page.raw("<li class=\"" + finding.trust().name().toLowerCase(Locale.ROOT) + "\">")
                            .text(finding.message()).raw("</li>\n");
                }
                page.raw("</ul>\n");
            }
            judgement.problems().forEach(problem -> page.raw("<p>").text(problem).raw("</p>\n"));
            page.raw("</section>\n");
        }

        private void posterior() {
            PosteriorRows table = new PosteriorRows(run);
            page.heading("posterior", "Posterior").sortable(table.header(), table.rows());
            if (!table.note().isEmpty()) {
                page.element("p", table.note());
            }
            if (!record.discrete().isEmpty()) {
                page.element("h3", "Discrete sites").sortable(List.of("site", "mean", "sd", "mode"),
                        record.discrete().stream().map(one -> List.of(one.name(), Html.number(one.mean(), one.sd()),
                                Html.number(one.sd(), one.sd()), one.isKnown() ? "" + one.mode() : "")).toList());
            }
            if (!record.guideValues().isEmpty()) {
                page.element("h3", "Parameters of the guide").sortable(List.of("parameter", "value"),
                        record.guideValues().stream().map(one -> List.of(one.name(),
                                Html.number(one.value(), Double.NaN))).toList());
            }
            if (!record.weights().isEmpty()) {
                page.element("h3", "Weights of networks").sortable(WeightRows.HEADER, WeightRows.of(record.weights()));
            }
            List<Diagnostic.Measurement> measured = record.judgement().measurements();
            if (!measured.isEmpty() || !Double.isNaN(record.elbo().mean())) {
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("ELBO", Html.number(record.elbo().mean(), record.elbo().standardError())));
                measured.forEach(one -> rows.add(List.of(one.name(), Html.number(one.value(), Double.NaN))));
                page.element("h3", "Measurements").sortable(List.of("name", "value"), rows);
            }
        }

        private void pictures() {
            page.heading("pictures", "Pictures");
            pictures.names().stream().filter(name -> !name.equals(RunPictures.GRAPH)).forEach(this::picture);
            if (!missing.isEmpty()) {
                page.raw("<details><summary>Pictures that this run has not what is needed for</summary>\n")
                        .facts(missing).raw("</details>\n");
            }
        }

        /** One that fails costs itself, not the report. */
        private void picture(String name) {
            try {
                RunPictures.Drawn drawn = pictures.draw(name);
                if (drawn.picture().isPresent()) {
                    String svg = new Drawing(drawn.picture().get()).svgForBoth(name);
                    page.raw("<figure id=\"picture-" + name + "\">\n").raw(svg).raw("</figure>\n");
                } else {
                    missing.add(List.of(name, drawn.refusal()));
                }
            } catch (PenumbraException broken) {
                problems.addAll(broken.problems());
                missing.add(List.of(name, broken.problems().getFirst().render()));
            }
        }

        private void model() {
            page.heading("model", "Model");
            picture(RunPictures.GRAPH);
            if (!run.modelText().isEmpty()) {
                page.raw("<pre>").text(run.modelText()).raw("</pre>\n");
            }
        }

        private void data() {
            RunRecord.Origin origin = record.origin();
            page.heading("data", "Data");
            page.facts(List.of(List.of("file", origin.dataFile().orElse("none")),
                    List.of("rows", origin.rows() < 0 ? "no table" : String.format(Locale.ROOT, "%,d", origin.rows())),
                    List.of("left out", String.format(Locale.ROOT, "%,d rows", origin.dropped()))));
            List<List<String>> sites = evidence.observed().stream()
                    .map(site -> ObservedRow.of(site.name(), site.shape(), site.values())).toList();
            if (!sites.isEmpty()) {
                page.element("h3", "Observed sites").sortable(ObservedRow.HEADER, sites);
            }
        }

        private void settings() {
            page.heading("settings", "Settings");
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("seed", Long.toString(record.origin().seed())));
            record.origin().subsample().forEach((plate, size) -> rows.add(List.of("rows of " + plate + " in a step",
                    size.toString())));
            for (Map.Entry<String, RunRecord.UsedPart> part : record.parts().entrySet()) {
                RunRecord.UsedPart used = part.getValue();
                rows.add(List.of(part.getKey(), used.name() + (used.bundle().isEmpty() ? "" : ", " + used.bundle() + " "
                        + used.version())));
                used.options().forEach((name, value) -> rows.add(List.of("- " + name,
                        Objects.toString(value, "not set"))));
            }
            page.facts(rows);
        }

        private void repeat() {
            RunRecord.Origin origin = record.origin();
            page.heading("repeat", "To repeat it");
            if (!origin.command().isEmpty()) {
                page.raw("<pre>").text("./penumbra " + String.join(" ", origin.command().stream()
                        .map(Writer::quoted).toList())).raw("</pre>\n");
            }
            List<List<String>> rows = new ArrayList<>();
            origin.versions().forEach((name, version) -> rows.add(List.of(name, version)));
            rows.add(List.of("model file", origin.modelFile()));
            rows.add(List.of("its SHA-256", origin.modelSha256()));
            page.facts(rows);
        }

        private static String quoted(String word) {
            return word.matches("[\\w./=:,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
        }

        private static String resource(String name) {
            try (InputStream stream = RunReport.class.getResourceAsStream(name)) {
                return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException("the bundle is damaged: " + name, broken);
            }
        }
    }
}
