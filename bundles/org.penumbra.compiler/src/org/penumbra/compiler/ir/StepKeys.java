package org.penumbra.compiler.ir;

import org.penumbra.expression.Array;

/**
 * Arrays of one number that is another one in every step of training, and 0 otherwise: what noise of layers follows
 * from. They are data of the full program, where they are 0, and known by their names, which no text can write.
 */
public final class StepKeys {

    private static final String PREFIX = "key of ";
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private StepKeys() {
    }

    /** The name of the key of a layer. */
    public static String name(String layer) {
        return PREFIX + layer;
    }

    public static boolean isKey(Array array) {
        return array.name().startsWith(PREFIX);
    }

    /** Whether a program has noise that only training has. */
    public static boolean areIn(ModelProgram program) {
        return program.data().keySet().stream().anyMatch(StepKeys::isKey);
    }

    /**
     * The key of a layer in a step: layers have different ones.
     *
     * @param name of the array
     * @param step a number for the step, drawn at random; 0 for none
     * @return 0 for none, else a whole number from 1 to 2^52
     */
    public static double key(String name, int step) {
        if (step == 0) {
            return 0;
        }
        long mixed = (name.hashCode() * MIX ^ step) * MIX;
        mixed = (mixed ^ mixed >>> 32) * MIX;
        return 1 + (mixed >>> 12);
    }
}
