package org.penumbra.layers;

import java.util.Arrays;
import java.util.Locale;
import org.penumbra.math.activations.Activation;

/** Activations by the words that models write: {@code leakyRelu} for {@code LEAKY_RELU}. */
final class ActivationWords {

    private ActivationWords() {
    }

    static String of(Activation activation) {
        String[] parts = activation.name().split("_");
        StringBuilder word = new StringBuilder();
        for (String part : parts) {
            String small = part.toLowerCase(Locale.ROOT);
            word.append(word.isEmpty() ? small : part.charAt(0) + small.substring(1));
        }
        return word.toString();
    }

    /** The one that models write so; a registration lists the words, so that no other arrives here. */
    static Activation named(String word) {
        return Arrays.stream(Activation.values()).filter(one -> of(one).equals(word)).findFirst().orElseThrow();
    }
}
