/**
 * Sources that are text: tables (CSV, TSV) give vectors, one number per row, and JSON in the layout of Stan and
 * posteriordb gives an array of its own shape per key.
 *
 * <p>Missing values are NaN. What is wrong with a cell is said when its column is used, not before: a table may carry
 * names and comments beside its numbers.
 */
package org.penumbra.sources.text;
