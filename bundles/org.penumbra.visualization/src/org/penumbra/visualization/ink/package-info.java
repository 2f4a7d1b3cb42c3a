/**
 * Pictures as files. A picture paints once, on a canvas that records, and what it recorded is written as SVG, PDF or
 * pixels: all three show the same, to the byte on every machine, and none needs an installed font.
 */
package org.penumbra.visualization.ink;
