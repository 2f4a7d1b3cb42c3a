/**
 * The pictures that come along. A {@link org.penumbra.plots.Board} lays out panels, a
 * {@link org.penumbra.plots.XyPanel} has JFreeChart draw axes and grid, and {@link org.penumbra.plots.Marks} are what
 * stands on it.
 */
package org.penumbra.plots;
