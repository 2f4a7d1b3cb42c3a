/**
 * Opens data: which installed source reads what a name says ({@link org.penumbra.data.DataReader}), and rows on disk
 * for tables that are larger than memory ({@link org.penumbra.data.RowFile}).
 */
package org.penumbra.data;
