/** Files of Apache Arrow, which feather files of version 2 are. */
package org.penumbra.sources.arrow;
