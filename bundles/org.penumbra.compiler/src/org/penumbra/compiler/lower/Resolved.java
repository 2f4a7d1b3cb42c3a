package org.penumbra.compiler.lower;

import java.util.List;
import org.penumbra.distribution.Signature;

/**
 * A call of a distribution whose parameters are known.
 *
 * @param name of the distribution
 * @param signature the one that the arguments fit
 * @param arguments in the order of the signature
 */
record Resolved(String name, Signature signature, List<Value> arguments) {

    Resolved {
        arguments = List.copyOf(arguments);
    }
}
