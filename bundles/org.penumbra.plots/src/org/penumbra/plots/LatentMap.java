package org.penumbra.plots;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Option;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/** Where rows lie among their latent vectors: in the plane in which they are spread the most. */
public final class LatentMap implements Visualizer<LatentMap.Options> {

    private static final int MOST_CLASSES = 16;
    private static final double HEIGHT = 620;

    /**
     * @param colour a column of the data with few different whole numbers; empty for the first one that has
     * @param count rows that are shown
     */
    public record Options(
            @Option(label = "Colour", help = "A column of the data, with few different whole numbers, that dots are "
                    + "coloured by; the first such one when empty.", value = "") String colour,
            @Option(label = "Count", help = "Rows that are shown, evenly spaced.", value = "1500", min = 2,
                    max = 20_000) int count) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CODES);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Codes codes = evidence.codes().orElseThrow();
        int[] rows = chosen(codes, options.count());
        double[][] vectors = Arrays.stream(rows).mapToObj(codes::mean).toArray(double[][]::new);
        PrincipalPlane plane = PrincipalPlane.of(vectors);
        double[] x = plane.first(vectors);
        double[] y = plane.second(vectors);
        Board board = new Board("Latent map: " + evidence.subject()).note("Each dot is the posterior mean of "
                + codes.site() + " of a row of " + codes.observed() + (codes.size() > 2 ? ", in the plane in which "
                + "they are spread the most (" + Math.round(100 * plane.share()) + " % of the variance)." : "."));
        XyPanel panel = new XyPanel("").x(axis(codes, 1), low(x), high(x)).y(axis(codes, 2), low(y), high(y));
        Optional<String> column = column(codes, options.colour());
        if (column.isPresent()) {
            coloured(board, panel, column.get(), pick(codes.column(column.get()), rows), x, y);
        } else {
            panel.add(Marks.dots(x, y, 3, Tone.POSTERIOR.faded(0.6)));
        }
        return board.row(HEIGHT, new double[] {1}, panel);
    }

    static int[] chosen(Codes codes, int most) {
        int count = Math.min(most, codes.rows());
        return IntStream.range(0, count).map(k -> (int) ((long) k * codes.rows() / count)).toArray();
    }

    /** Means and standard deviations of the vectors of some rows, number by number. */
    static double[][] moments(Codes codes, int most) {
        int[] rows = chosen(codes, most);
        double[][] moments = new double[2][codes.size()];
        for (int row : rows) {
            double[] vector = codes.mean(row);
            for (int k = 0; k < vector.length; k++) {
                moments[0][k] += vector[k] / rows.length;
                moments[1][k] += vector[k] * vector[k] / rows.length;
            }
        }
        for (int k = 0; k < codes.size(); k++) {
            moments[1][k] = Math.sqrt(Math.max(0, moments[1][k] - moments[0][k] * moments[0][k]));
        }
        return moments;
    }

    private static void coloured(Board board, XyPanel panel, String name, double[] classes, double[] x, double[] y) {
        int number = 0;
        for (double one : values(classes)) {
            int[] own = IntStream.range(0, classes.length).filter(k -> classes[k] == one).toArray();
            boolean again = number >= 8;
            Tone tone = Tone.series(number).faded(again ? 0.95 : 0.6);
            panel.add(Marks.dots(pick(x, own), pick(y, own), again ? 1.8 : 3.4, tone));
            board.key(name + " " + Ticks.count((long) one), tone, again ? 2 : 4);
            number++;
        }
        for (double one : values(classes)) {
            int[] own = IntStream.range(0, classes.length).filter(k -> classes[k] == one).toArray();
            panel.add(Marks.label(median(pick(x, own)), median(pick(y, own)), Ticks.count((long) one), Tone.TEXT));
        }
    }

    private static TreeSet<Double> values(double[] classes) {
        TreeSet<Double> values = new TreeSet<>();
        Arrays.stream(classes).filter(Double::isFinite).forEach(values::add);
        return values;
    }

    private static Optional<String> column(Codes codes, String wanted) {
        if (wanted.isEmpty()) {
            return codes.columns().stream().filter(name -> isClass(codes.column(name))).findFirst();
        }
        if (!codes.columns().contains(wanted)) {
            throw refused("the data have no column '" + wanted + "' with a number for each row", codes, wanted);
        }
        if (!isClass(codes.column(wanted))) {
            throw refused("the column '" + wanted + "' has more than " + MOST_CLASSES + " different values, or some "
                    + "that are no whole numbers", codes, wanted);
        }
        return Optional.of(wanted);
    }

    private static PenumbraException refused(String why, Codes codes, String wanted) {
        return PenumbraException.usage(Problem.error("PEN-4513", why + ".")
                .offering(Nearest.to(wanted, codes.columns())).advise("Colour by another column, or by none."));
    }

    private static boolean isClass(double[] column) {
        TreeSet<Double> values = values(column);
        return values.size() > 1 && values.size() <= MOST_CLASSES && values.stream().allMatch(v -> v == Math.rint(v));
    }

    private static String axis(Codes codes, int number) {
        return codes.size() > 2 ? "component " + number : codes.site() + "[," + Math.min(number, codes.size()) + "]";
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double low(double[] values) {
        return Arrays.stream(values).min().orElse(0) - 0.1;
    }

    private static double high(double[] values) {
        return Arrays.stream(values).max().orElse(1) + 0.1;
    }
}
