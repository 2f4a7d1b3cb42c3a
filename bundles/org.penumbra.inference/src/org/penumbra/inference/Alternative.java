package org.penumbra.inference;

/**
 * The same model in other free coordinates. Its sites are those of the target, in the same order, and so are the
 * values at corresponding points; the density differs by the Jacobian of the change of coordinates alone.
 *
 * @param name what is different, in plain words, such as {@code theta non-centred}
 */
public record Alternative(String name, Target target) {
}
