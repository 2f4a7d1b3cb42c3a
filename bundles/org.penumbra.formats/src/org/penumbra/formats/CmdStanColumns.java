package org.penumbra.formats;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;

/**
 * The columns of CmdStan: first the numbers of the method, whose names end in two underscores, then the variables, with
 * points for brackets, and the <em>first</em> subscript running fastest.
 */
final class CmdStanColumns {

    /** The order of CmdStan; others of their kind follow. */
    static final List<String> METHOD = List.of("lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__",
            "divergent__", "energy__");

    private final List<String> names = new ArrayList<>();
    private final List<double[]> statistics = new ArrayList<>();
    private final double[][] values;
    private final int[] positions;

    private CmdStanColumns(DrawSet draws) {
        draws.statistics().stream().sorted(Comparator.comparingInt(one -> rank(ofMethod(one.name()))))
                .forEach(one -> {
                    names.add(ofMethod(one.name()));
                    statistics.add(one.values());
                });
        this.values = draws.values();
        this.positions = positions(draws.variables());
        List<String> all = draws.names();
        for (int position : positions) {
            names.add(ofVariable(all.get(position)));
        }
    }

    static CmdStanColumns of(DrawSet draws) {
        return new CmdStanColumns(draws);
    }

    private static int rank(String name) {
        return METHOD.contains(name) ? METHOD.indexOf(name) : METHOD.size();
    }

    private static String ofMethod(String name) {
        return name.endsWith("__") ? name : name + "__";
    }

    /** {@code theta.1.2} for {@code theta[1,2]}. */
    static String ofVariable(String name) {
        return name.endsWith("]") ? name.substring(0, name.length() - 1).replaceAll("[\\[,]", ".") : name;
    }

    /** Where each column is taken from: row-major positions in column-major order. */
    static int[] positions(List<DrawnVariable> variables) {
        IntStream.Builder all = IntStream.builder();
        int offset = 0;
        for (DrawnVariable variable : variables) {
            for (int k = 0; k < variable.size(); k++) {
                all.add(offset + (variable.shape().size() < 2 ? k : rowMajor(k, variable.shape())));
            }
            offset += variable.size();
        }
        return all.build().toArray();
    }

    private static int rowMajor(int columnMajor, List<Integer> shape) {
        int rest = columnMajor;
        int[] subscripts = new int[shape.size()];
        for (int axis = 0; axis < subscripts.length; axis++) {
            subscripts[axis] = rest % shape.get(axis);
            rest /= shape.get(axis);
        }
        int position = 0;
        for (int axis = 0; axis < subscripts.length; axis++) {
            position = position * shape.get(axis) + subscripts[axis];
        }
        return position;
    }

    List<String> names() {
        return names;
    }

    void writeRow(int draw, int digits, Writer writer) throws IOException {
        StringBuilder row = new StringBuilder();
        for (double[] statistic : statistics) {
            append(row, statistic[draw], digits);
        }
        for (int position : positions) {
            append(row, values[draw][position], digits);
        }
        row.setCharAt(row.length() - 1, '\n');
        writer.append(row);
    }

    /** Whole numbers without a point, as CmdStan has them; NaN and infinities as R and pandas read them. */
    private static void append(StringBuilder row, double value, int digits) {
        if (!Double.isFinite(value)) {
            row.append(Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf");
        } else if (value == (long) value && Math.abs(value) < 1e15 && !isNegativeZero(value)) {
            row.append((long) value);
        } else if (digits == 0) {
            row.append(Double.toString(value).toLowerCase(Locale.ROOT));
        } else {
            row.append(new BigDecimal(value).round(new MathContext(digits)).toString().toLowerCase(Locale.ROOT));
        }
        row.append(',');
    }

    private static boolean isNegativeZero(double value) {
        return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
    }
}
