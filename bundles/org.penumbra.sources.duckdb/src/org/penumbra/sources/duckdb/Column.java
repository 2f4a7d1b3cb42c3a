package org.penumbra.sources.duckdb;

import java.util.Set;

/**
 * A column of a table.
 *
 * @param type as DuckDB calls it, such as {@code DECIMAL(18,3)}
 */
record Column(String name, String type) {

    private static final Set<String> NUMBERS = Set.of("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
            "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE");

    /** Whether every value is a number, or a truth value, which counts as 1 or 0. */
    boolean isNumber() {
        return NUMBERS.contains(type) || type.startsWith("DECIMAL");
    }

    /** Whether its values are texts, which may be numbers all the same. */
    boolean isText() {
        return type.equals("VARCHAR") || type.startsWith("ENUM");
    }

    /** What a query selects, to get numbers or texts; null where it is neither. */
    String selection() {
        String quoted = Database.name(name);
        if (isNumber()) {
            return "CAST(" + quoted + " AS DOUBLE)";
        }
        return isText() ? "CAST(" + quoted + " AS VARCHAR)" : "NULL::DOUBLE";
    }
}
