/**
 * What DuckDB reads and writes, embedded: Parquet files, and any query over files of its formats. Its native library is
 * loaded when such data are first read, not before.
 */
package org.penumbra.sources.duckdb;
