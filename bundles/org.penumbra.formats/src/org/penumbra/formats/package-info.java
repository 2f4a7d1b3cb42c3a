/** Formats in which draws leave and come back, as text. */
package org.penumbra.formats;
