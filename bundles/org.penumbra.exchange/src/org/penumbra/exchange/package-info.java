/**
 * What comes in and what goes out: sources of data, and formats of draws. Both are found through the extension points
 * {@code org.penumbra.exchange.sources} and {@code org.penumbra.exchange.exporters}.
 *
 * <p>Contributions read from and write to what they are handed, and choose no place themselves.
 */
package org.penumbra.exchange;
