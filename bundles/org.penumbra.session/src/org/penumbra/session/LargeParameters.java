package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;

/**
 * Parameters of a model with more than {@value #MOST_IN_DRAWS} elements, and all weights of networks. Each element
 * would be a constant column of the draws, and a row of every table; instead each has a file of its own in
 * the run folder,
 * {@code parameter-NAME.f64}: its elements, row-major, as 64-bit floating-point numbers, little-endian, and nothing
 * else.
 *
 * @param all in the order of the model
 */
record LargeParameters(List<Stored> all) {

    /** Other parameters up to this size are columns of the draws like other sites. */
    static final int MOST_IN_DRAWS = 10_000;
    static final LargeParameters NONE = new LargeParameters(List.of());
    private static final String KEY = "parameters";
    private static final int BYTES = 8 * 8192;

    LargeParameters {
        all = List.copyOf(all);
    }

    /** One of them. */
    record Stored(String name, List<Integer> shape, String support, double[] values) {

        String file() {
            return "parameter-" + name + ".f64";
        }
    }

    static boolean isLarge(SiteMap.Site site) {
        return site.parameter() && (site.size() > MOST_IN_DRAWS || WeightSummary.isWeight(site.name()));
    }

    /** Their values at the first draw, which are those at all. */
    static LargeParameters of(FitResult.Draws draws, SiteMap sites) {
        if (draws.count() == 0 || sites.sites().stream().noneMatch(LargeParameters::isLarge)) {
            return NONE;
        }
        double[] values = new double[sites.valueCount()];
        sites.constrain(draws.points()[0], values);
        return new LargeParameters(sites.sites().stream().filter(LargeParameters::isLarge)
                .map(site -> new Stored(site.name(), site.shape(), site.support(),
                        Arrays.copyOfRange(values, site.valueOffset(), site.valueOffset() + site.size())))
                .toList());
    }

    /** Positions of all other values. */
    static int[] others(SiteMap sites) {
        int[] positions = new int[sites.valueCount()];
        int count = 0;
        for (SiteMap.Site site : sites.sites()) {
            for (int k = 0; k < site.size() && !isLarge(site); k++) {
                positions[count++] = site.valueOffset() + k;
            }
        }
        return Arrays.copyOf(positions, count);
    }

    Map<String, double[]> byName() {
        Map<String, double[]> values = new LinkedHashMap<>();
        all.forEach(one -> values.put(one.name(), one.values()));
        return values;
    }

    void writeTo(RunFolder folder) throws IOException {
        for (Stored one : all) {
            try (OutputStream out = folder.open(one.file())) {
                write(one.values(), out);
            }
        }
    }

    private static void write(double[] values, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
            if (!buffer.hasRemaining()) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    /** What {@code run.json} says of them; nothing when there are none. */
    void write(JsonGenerator json) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(KEY);
        for (Stored one : all) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeFieldName("shape");
            json.writeArray(one.shape().stream().mapToInt(Integer::intValue).toArray(), 0, one.shape().size());
            json.writeStringField("support", one.support());
            json.writeStringField("file", one.file());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * @param json of the run
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) when a file is missing (PEN-5060) or has another size
     *         than its shape says (PEN-5061)
     */
    static LargeParameters read(Path folder, JsonNode json) throws IOException {
        List<Stored> all = new ArrayList<>();
        for (JsonNode one : json.path(KEY)) {
            List<Integer> shape = new ArrayList<>();
            one.path("shape").forEach(extent -> shape.add(extent.asInt()));
            Path file = folder.resolve(one.path("file").asText());
            all.add(new Stored(one.path("name").asText(), shape, one.path("support").asText(), numbers(file, shape)));
        }
        return new LargeParameters(all);
    }

    private static double[] numbers(Path file, List<Integer> shape) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw RunProblem.missing(file);
        }
        byte[] bytes = Files.readAllBytes(file);
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (bytes.length != 8 * size) {
            throw RunProblem.damaged(file, "it has " + bytes.length + " bytes, where " + size
                    + " numbers of 8 bytes are expected");
        }
        double[] values = new double[(int) size];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }
}
