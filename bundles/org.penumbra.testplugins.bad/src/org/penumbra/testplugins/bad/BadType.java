package org.penumbra.testplugins.bad;

/** Implements nothing. */
public final class BadType {
}
