package org.penumbra.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stan, in a process of R that lives as long as this object: it answers the requests that serve.R describes. */
final class StanProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /**
     * @param script serve.R
     * @param compiled folder that compile.R filled
     */
    StanProcess(Path script, Path compiled) throws IOException {
        process = new ProcessBuilder("Rscript", "--vanilla", script.toString(), compiled.toString())
                .redirectError(compiled.resolve("serve.log").toFile()).start();
        requests = process.outputWriter();
        answers = process.inputReader();
    }

    /**
     * Compiles the models that are not compiled yet; says on standard error what it does.
     *
     * @param home folder of the texts and of compile.R
     * @param compiled folder that keeps the results
     */
    static void compile(Path home, List<String> models, Path compiled) throws IOException {
        List<String> command = new ArrayList<>(List.of("Rscript", "--vanilla", home.resolve("compile.R").toString(),
                compiled.toString()));
        models.forEach(model -> command.add(home.resolve(model + ".stan").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("R_MAKEVARS_USER", home.resolve("Makevars").toString());
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("Stan could not compile a model");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Stan compiled", stopped);
        }
    }

    /** Loads a compiled model with its data; what follows is about this one. */
    int load(String model, Path data) {
        return ask(Map.of("do", "load", "model", model, "data", data.toAbsolutePath().toString())).get("dimension")
                .intValue();
    }

    /**
     * The log density on the free coordinates, up to a constant.
     *
     * @param gradient overwritten
     */
    double logDensityAndGradient(double[] x, double[] gradient) {
        JsonNode answer = ask(Map.of("do", "density", "x", x));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = answer.get("gradient").get(i).doubleValue();
        }
        return answer.get("value").doubleValue();
    }

    /** Processor time of a run, in seconds. */
    double seconds(double[] x, int transitions, long steps) {
        return ask(Map.of("do", "run", "x", x, "transitions", transitions, "steps", steps)).get("seconds")
                .doubleValue();
    }

    /**
     * NUTS with its own warm-up on what was loaded.
     *
     * @param names of the numbers whose effective sizes count
     */
    Chains sample(List<String> names, int chains, int warmup, int samples, long seed) {
        JsonNode answer = ask(Map.of("do", "sample", "names", names, "chains", chains, "warmup", warmup, "samples",
                samples, "seed", seed));
        return new Chains(answer.get("warmup").doubleValue(), answer.get("sampling").doubleValue(),
                answer.get("ess").asDouble(), answer.get("rhat").asDouble(), answer.get("divergent").intValue());
    }

    /**
     * @param warmup seconds of processor time, all chains
     * @param sampling the same after warm-up
     * @param ess smallest bulk effective size
     * @param rHat the largest
     */
    record Chains(double warmup, double sampling, double ess, double rHat, int divergent) {
    }

    private JsonNode ask(Map<String, Object> request) {
        try {
            requests.write(JSON.writeValueAsString(request) + "\n");
            requests.flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("@ ")) {
                    return answer(JSON.readTree(line.substring(2)), request);
                }
            }
            throw new IllegalStateException("R ended while it was asked to " + request.get("do"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode answer(JsonNode answer, Map<String, Object> request) {
        if (answer.has("error")) {
            throw new IllegalStateException("Stan: " + request.get("do") + ": " + answer.get("error").textValue());
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
