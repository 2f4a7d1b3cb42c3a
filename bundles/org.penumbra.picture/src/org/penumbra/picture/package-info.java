/**
 * Pictures of what a run has to show. A {@link org.penumbra.picture.Visualizer} looks at
 * {@link org.penumbra.picture.Evidence} and answers with a {@link org.penumbra.picture.Picture}, which paints itself on
 * a {@code Graphics2D}; files, formats and windows are somebody else's.
 */
package org.penumbra.picture;
