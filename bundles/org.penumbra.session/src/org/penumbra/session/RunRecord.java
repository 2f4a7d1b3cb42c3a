package org.penumbra.session;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;

/**
 * What {@code run.json} says of a run.
 *
 * @param model name of the model
 * @param run name of the {@code infer} block; empty without one
 * @param algorithm name of the algorithm, or of the program that made draws which were converted
 * @param guide name of the guide; empty for an algorithm without one
 * @param judgement how it ended, and whether to believe it
 * @param steps iterations done
 * @param seconds that the algorithm took; NaN when nobody measured it
 * @param elbo estimate of the evidence lower bound; NaN when there is none
 * @param variables sites of the model, in the order of the columns of the draws
 * @param summaries one for each number, in the same order
 * @param discrete one for each element of a discrete site that was summed out
 * @param guideValues parameters that a guide block declares, on the scale of their types; without weights of networks
 * @param weights of networks, one entry for each array of a layer
 * @param origin where all this comes from
 * @param parts by kind: {@code algorithm, guide, objective, optimizer}
 */
public record RunRecord(String model, Optional<String> run, String algorithm, Optional<String> guide,
        Judgement judgement, long steps, double seconds, FitResult.Estimate elbo, List<RunVariable> variables,
        List<SiteSummary> summaries, List<DiscreteSummary> discrete, List<Guide.NamedValue> guideValues,
        List<WeightSummary> weights, Origin origin, Map<String, UsedPart> parts) {

    public RunRecord {
        variables = List.copyOf(variables);
        summaries = List.copyOf(summaries);
        discrete = List.copyOf(discrete);
        guideValues = List.copyOf(guideValues);
        weights = List.copyOf(weights);
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** The measurement with a name; NaN when nothing measured it. */
    public double measurement(String name) {
        return judgement.measurements().stream().filter(one -> one.name().equals(name)).findFirst()
                .map(Diagnostic.Measurement::value).orElse(Double.NaN);
    }

    /**
     * @param status how the algorithm ended
     * @param verdict whether to believe it
     * @param exitCode of the command
     * @param measurements of algorithm and diagnostics; NaN what could not be computed
     * @param findings worst first
     * @param problems messages that did not stop the run, as they were shown
     */
    public record Judgement(Status status, Verdict verdict, int exitCode, List<Diagnostic.Measurement> measurements,
            List<Finding> findings, List<String> problems) {
        public Judgement {
            measurements = List.copyOf(measurements);
            findings = List.copyOf(findings);
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param started when the run began
     * @param modelFile as it was named
     * @param modelSha256 of its text, hexadecimal
     * @param dataFile as it was named, seen from where the command was given; empty for a model without data
     * @param where condition on rows that the command gave besides those of the model
     * @param rows of the table that were used; -1 when the data are no table
     * @param dropped rows that were left out
     * @param seed of the random stream
     * @param subsample rows of each plate that a step saw; empty when it saw all
     * @param versions by name: {@code penumbra, java, platform}
     * @param command arguments that repeat the run; empty when it was not made by a command of Penumbra
     */
    public record Origin(Instant started, String modelFile, String modelSha256, Optional<String> dataFile,
            Optional<String> where, int rows, int dropped, long seed, Map<String, Integer> subsample,
            Map<String, String> versions, List<String> command) {
        public Origin {
            subsample = Collections.unmodifiableMap(new LinkedHashMap<>(subsample));
            versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
            command = List.copyOf(command);
        }
    }

    /**
     * A part that the run used.
     *
     * @param name as it is listed
     * @param bundle that it is from; empty for a guide block, whose text is that of the model
     * @param version of that bundle; empty likewise
     * @param options all of them: Double, Long, Boolean, String, or null for one that is not set
     */
    public record UsedPart(String name, String bundle, String version, Map<String, Object> options) {
        public UsedPart {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }
}
