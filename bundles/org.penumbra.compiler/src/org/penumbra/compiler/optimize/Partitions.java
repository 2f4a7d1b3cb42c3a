package org.penumbra.compiler.optimize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.expression.Expr;

/** Partitions of rows, each made once: sums over the cells of one partition share their loop, and so their pass. */
final class Partitions {

    private record Key(Rows rows, List<Expr> columns) {
    }

    private final Tables tables;
    private final Map<Key, Optional<Cells>> known = new HashMap<>();

    Partitions(Tables tables) {
        this.tables = tables;
    }

    Tables tables() {
        return tables;
    }

    /** The rows that agree in all columns; empty when there are no rows, or more than {@code most} cells. */
    Optional<Cells> of(Rows rows, List<Expr> columns, int most) {
        return known.computeIfAbsent(new Key(rows, columns), key -> Cells.of(rows, columns, rows.size() / 2, tables))
                .filter(cells -> cells.count() <= most);
    }
}
