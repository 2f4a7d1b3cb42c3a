package org.penumbra.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;

/**
 * Draws of sites with more than {@value #MOST_COLUMNS} elements, such as the codes of all rows of a table. As columns
 * of text they would be large and slow; instead each site has a file of its own in the run folder,
 * {@code draws-NAME.f64}: its elements, row-major, draw after draw, as 64-bit floating-point numbers, little-endian.
 *
 * @param sites of the model
 * @param points the draws in free coordinates
 */
record LargeDraws(SiteMap sites, double[][] points) {

    /** Sites up to this size are columns of the draws, and so are those whose elements have names of their own. */
    static final int MOST_COLUMNS = 10_000;

    static LargeDraws of(FitResult.Draws draws, SiteMap sites) {
        return new LargeDraws(sites, draws.points());
    }

    static boolean isLarge(SiteMap.Site site) {
        return !site.parameter() && site.size() > MOST_COLUMNS && site.labels().isEmpty();
    }

    static String file(String name) {
        return "draws-" + name + ".f64";
    }

    Set<String> names() {
        return sites.sites().stream().filter(LargeDraws::isLarge).map(SiteMap.Site::name).collect(Collectors.toSet());
    }

    void writeTo(RunFolder folder) throws IOException {
        for (SiteMap.Site site : sites.sites().stream().filter(LargeDraws::isLarge).toList()) {
            double[] values = new double[sites.valueCount()];
            ByteBuffer row = ByteBuffer.allocate(Double.BYTES * site.size()).order(ByteOrder.LITTLE_ENDIAN);
            try (OutputStream out = folder.open(file(site.name()))) {
                for (double[] point : points) {
                    sites.constrain(point, values);
                    row.asDoubleBuffer().put(values, site.valueOffset(), site.size());
                    out.write(row.array());
                }
            }
        }
    }

    /**
     * Names of the numbers of a stored run, those apart among them.
     *
     * @param variables as {@code run.json} has them; a folder without any has all in columns
     * @param columns names of the columns of {@code draws.csv}
     */
    static List<String> names(JsonNode variables, List<String> columns) {
        List<String> names = new ArrayList<>();
        int next = 0;
        for (JsonNode one : variables) {
            int size = one.path("size").asInt();
            if (one.has("file")) {
                SiteMap.Site site = site(one);
                for (int k = 0; k < size; k++) {
                    names.add(site.elementName(k));
                }
            } else {
                names.addAll(columns.subList(next, next + size));
                next += size;
            }
        }
        return next == 0 && names.isEmpty() ? columns : names;
    }

    private static SiteMap.Site site(JsonNode one) {
        List<Integer> shape = new ArrayList<>();
        one.path("shape").forEach(extent -> shape.add(extent.asInt()));
        return new SiteMap.Site(one.path("name").asText(), SiteMap.Site.Kind.LATENT, shape, "", 0, -1, 0, List.of());
    }

    /**
     * Puts them between the columns.
     *
     * @param columns of {@code draws.csv}, {@code [draw][column]}
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) when a file is missing (PEN-5060) or has another size
     *         than its draws need (PEN-5061)
     */
    static double[][] values(Path folder, JsonNode variables, double[][] columns) throws IOException {
        boolean apart = false;
        int width = 0;
        for (JsonNode one : variables) {
            apart |= one.has("file");
            width += one.path("size").asInt();
        }
        return apart ? merged(folder, variables, columns, width) : columns;
    }

    private static double[][] merged(Path folder, JsonNode variables, double[][] columns, int width)
            throws IOException {
        double[][] values = new double[columns.length][width];
        int to = 0;
        int next = 0;
        for (JsonNode one : variables) {
            int size = one.path("size").asInt();
            if (one.has("file")) {
                read(folder.resolve(one.path("file").asText()), values, to, size);
            } else {
                for (int draw = 0; draw < values.length; draw++) {
                    System.arraycopy(columns[draw], next, values[draw], to, size);
                }
                next += size;
            }
            to += size;
        }
        return values;
    }

    private static void read(Path file, double[][] values, int offset, int size) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw RunProblem.missing(file);
        }
        long expected = (long) Double.BYTES * size * values.length;
        if (Files.size(file) != expected) {
            throw RunProblem.damaged(file, "it has " + Files.size(file) + " bytes, where " + values.length
                    + " draws of " + size + " numbers take " + expected);
        }
        ByteBuffer row = ByteBuffer.allocate(Double.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            for (double[] draw : values) {
                row.clear();
                int read = 0;
                while (row.hasRemaining() && read >= 0) {
                    read = in.read(row);
                }
                row.flip().asDoubleBuffer().get(draw, offset, size);
            }
        }
    }
}
