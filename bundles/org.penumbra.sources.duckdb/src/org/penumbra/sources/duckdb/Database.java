package org.penumbra.sources.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * An empty database in memory, which reads files. It never goes to the network for an extension by itself: the same
 * data would then be read in one place and not in another.
 */
final class Database implements AutoCloseable {

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** @param folder that relative paths are seen from; empty when there are none */
    static Database open(String folder) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        Database database = new Database(new DuckDBDriver().connect("jdbc:duckdb:", settings));
        if (!folder.isEmpty()) {
            database.run("SET file_search_path = " + text(folder));
        }
        return database;
    }

    Connection connection() {
        return connection;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Names and types of what a query gives, without running it. */
    List<Column> columns(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("DESCRIBE " + query)) {
            List<Column> columns = new ArrayList<>();
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getString(2)));
            }
            return columns;
        }
    }

    /** The one whole number that a query gives. */
    long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** A text in SQL. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A name in SQL. */
    static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
