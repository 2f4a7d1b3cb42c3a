package org.penumbra.network;

import java.util.List;

/**
 * The usual ways to start the weights of a layer, by the names that models write as {@code init = "glorot"}. With
 * {@code fanIn} numbers that each unit reads and {@code fanOut} units that read each number, they keep the size of what
 * is handed on, or of the gradient on its way back, the same from layer to layer.
 */
public final class Schemes {

    /** The names, in the order of the documentation. */
    public static final List<String> NAMES = List.of("glorot", "glorotNormal", "kaiming", "kaimingNormal", "lecun",
            "lecunNormal", "fanIn", "orthogonal", "zeros");

    private Schemes() {
    }

    /**
     * What a scheme gives for a matrix of weights.
     *
     * @param name one of {@link #NAMES}
     * @param rows of the matrix, for {@code orthogonal}
     * @param columns of the matrix, for {@code orthogonal}
     * @throws LayerMisuse when there is no such scheme
     */
    public static Initialiser of(String name, int rows, int columns, int fanIn, int fanOut) {
        return switch (name) {
            case "glorot" -> glorot(fanIn, fanOut);
            case "glorotNormal" -> new Initialiser.Normal(Math.sqrt(2.0 / (fanIn + fanOut)));
            case "kaiming" -> kaiming(fanIn);
            case "kaimingNormal" -> new Initialiser.Normal(Math.sqrt(2.0 / fanIn));
            case "lecun" -> symmetric(Math.sqrt(3.0 / fanIn));
            case "lecunNormal" -> new Initialiser.Normal(Math.sqrt(1.0 / fanIn));
            case "fanIn" -> fanIn(fanIn);
            case "orthogonal" -> new Initialiser.Orthogonal(rows, columns, 1);
            case "zeros" -> Initialiser.ZEROS;
            default -> throw new LayerMisuse("Expected one of " + String.join(", ", NAMES) + " as init, found '" + name
                    + "'.");
        };
    }

    /** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010, equation 16). */
    public static Initialiser glorot(int fanIn, int fanOut) {
        return symmetric(Math.sqrt(6.0 / (fanIn + fanOut)));
    }

    /** Uniform with variance 2 / fanIn, for rectifiers (He, Zhang, Ren and Sun 2015, equation 10). */
    public static Initialiser kaiming(int fanIn) {
        return symmetric(Math.sqrt(6.0 / fanIn));
    }

    /** Uniform between -1 / sqrt(fanIn) and 1 / sqrt(fanIn), with which PyTorch starts weights and biases. */
    public static Initialiser fanIn(int fanIn) {
        return symmetric(1 / Math.sqrt(fanIn));
    }

    private static Initialiser symmetric(double bound) {
        return new Initialiser.Uniform(-bound, bound);
    }
}
