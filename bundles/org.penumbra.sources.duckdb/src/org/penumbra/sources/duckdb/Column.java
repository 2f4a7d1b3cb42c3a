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
        return isNumber(type);
    }

    private static boolean isNumber(String type) {
        return NUMBERS.contains(type) || type.matches("DECIMAL\\([0-9, ]*\\)");
    }

    /** Whether every value is a list of numbers, or a list of lists of them. */
    boolean isArray() {
        return axes() > 0 && isNumber(type.substring(0, type.indexOf('[')));
    }

    /** How deep its lists are nested; 0 when it has none. {@code FLOAT[28][28]} has two axes, as {@code FLOAT[][]}. */
    private int axes() {
        return (int) type.chars().filter(one -> one == '[').count();
    }

    /** Whether its values are texts, which may be numbers all the same. */
    boolean isText() {
        return type.equals("VARCHAR") || type.startsWith("ENUM");
    }

    /** How many numbers a row of lists has, in SQL. */
    String size() {
        return "len(" + "flatten(".repeat(axes() - 1) + "CAST(" + Database.name(name) + " AS DOUBLE"
                + "[]".repeat(axes()) + ")" + ")".repeat(axes());
    }

    /** What a query selects, to get numbers, lists of them, or texts; null where it is none of these. */
    String selection() {
        String quoted = Database.name(name);
        if (isNumber()) {
            return "CAST(" + quoted + " AS DOUBLE)";
        }
        if (isArray()) {
            return "CAST(" + quoted + " AS DOUBLE" + "[]".repeat(axes()) + ")";
        }
        return isText() ? "CAST(" + quoted + " AS VARCHAR)" : "NULL::DOUBLE";
    }
}
