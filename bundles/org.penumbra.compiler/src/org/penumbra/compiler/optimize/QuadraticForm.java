package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;

/**
 * The matrix of a sum of squares of linear forms, its columns in the order in which they are eliminated: those whose
 * coefficients belong to groups of rows, those of matrices, single ones, and what is known.
 *
 * <p>The sum over N rows is |X c|^2 = |R c|^2. Columns of groups are eliminated in each group by itself; what this
 * leaves of the group's rows no longer depends on the group, so all of it shares one factor. A regression with D
 * columns and J groups costs J rows and D(D + 1)/2 products then, whatever N is.
 */
final class QuadraticForm {

    /** A factor costs about 2 N D^2 operations at binding: some seconds. */
    private static final double MOST_WORK = 1e10;
    private static final long MOST_ENTRIES = 20_000_000;

    private final Rows rows;
    private final Expr weight;
    private final List<Expr> columns = new ArrayList<>();
    final List<Expr> grouped = new ArrayList<>();
    final List<LinearForm.Block> blocks;
    final List<Expr> single = new ArrayList<>();
    private final Set<Expr> groupedBy = new LinkedHashSet<>();

    private QuadraticForm(LinearForm form, Rows rows, Expr weight, Facts facts) {
        this.rows = rows;
        this.weight = weight;
        this.blocks = form.blocks();
        arrange(form.coefficients(), facts);
    }

    private void arrange(Map<Expr, Expr> coefficients, Facts facts) {
        List<Expr> common = new ArrayList<>();
        Expr known = Expr.of(0);
        for (Map.Entry<Expr, Expr> entry : coefficients.entrySet()) {
            Set<Expr> parts = RowParts.of(entry.getValue(), rows, facts);
            if (!parts.isEmpty()) {
                columns.add(entry.getKey());
                grouped.add(entry.getValue());
                groupedBy.addAll(parts);
            } else if (entry.getValue() instanceof Constant constant) {
                known = known.plus(constant.times(entry.getKey()));
            } else {
                common.add(entry.getKey());
                single.add(entry.getValue());
            }
        }
        blocks.forEach(block -> columns.addAll(block.columns()));
        columns.addAll(common);
        columns.add(known);
        single.add(Expr.of(1));
    }

    /**
     * The sum over the rows of weight * form^2; empty when that costs about as much as the rows themselves do, or when
     * data are not finite.
     */
    static Optional<Expr> of(LinearForm form, Rows rows, Expr weight, Facts facts, Partitions partitions) {
        return new QuadraticForm(form, rows, weight, facts).reduce(partitions);
    }

    private Optional<Expr> reduce(Partitions partitions) {
        int most = rows.size() / 2 - (columns.size() - grouped.size());
        if (most <= 0 || 2.0 * rows.size() * columns.size() * columns.size() > MOST_WORK) {
            return Optional.empty();
        }
        if (grouped.isEmpty()) {
            return factored(null, new int[0][], partitions.tables());
        }
        Optional<Cells> groups = partitions.of(rows, List.copyOf(groupedBy), most);
        if (groups.isEmpty() || kept(groups.get()) > most
                || kept(groups.get()) * columns.size() > MOST_ENTRIES) {
            return Optional.empty();
        }
        return factored(groups.get(), groups.get().members(), partitions.tables());
    }

    /** How many rows are left for groups. */
    private long kept(Cells groups) {
        return Arrays.stream(groups.members()).mapToLong(members -> Math.min(members.length, grouped.size())).sum();
    }

    private Optional<Expr> factored(Cells groups, int[][] members, Tables tables) {
        double[] weights = rows.column(weight);
        boolean negative = Arrays.stream(weights).anyMatch(w -> w < 0);
        if (negative && Arrays.stream(weights).anyMatch(w -> w > 0)) {
            return Optional.empty();
        }
        Triangles triangles = new Triangles(rows.read(columns), weights, columns.size(), grouped.size());
        if (groups == null) {
            triangles.addAll();
        } else {
            triangles.addGroups(members);
        }
        if (!triangles.areFinite()) {
            return Optional.empty();
        }
        Expr total = new SquaredRows(this, triangles, groups, tables).total();
        return Optional.of(negative ? total.negate() : total);
    }

    /** Number of columns of matrices. */
    int blockColumns() {
        return blocks.stream().mapToInt(LinearForm.Block::size).sum();
    }
}
