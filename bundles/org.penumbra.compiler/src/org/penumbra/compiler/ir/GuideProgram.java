package org.penumbra.compiler.ir;

import java.util.List;

/**
 * A guide block bound to the data of its model, as programs.
 *
 * <p>The first is of the parameters alone and has no density: it tells their values. The second is log q: its
 * coordinates are those of the parameters, then those of the model's latent sites in the order of the model. The third
 * draws: its coordinates are those of the parameters, then standard normal numbers, then a number c, then one number v
 * for each coordinate of the model; it reports log q of the draw and the coordinates u of the draw, and its "density"
 * is the sum of v u minus c log q, so that its gradient by the parameters is the product of the transposed Jacobian and
 * v, less c times the whole derivative of log q.
 *
 * @param name as in the text
 * @param parameters in the order of the text
 * @param start of the parameters on their own scale, one after the other
 * @param noise number of standard normal numbers of a draw
 * @param coordinates number of free coordinates of the model
 * @param values of the parameters
 * @param density log q
 * @param draws as above
 * @param drawnDensity the terms of log q at a draw, in the program of draws
 */
public record GuideProgram(String name, List<LatentSite> parameters, List<Double> start, int noise, int coordinates,
        ModelProgram values, ModelProgram density, ModelProgram draws, List<Term> drawnDensity) {

    /** Name of the input c, which is no name in the language. */
    public static final String SHARE = "q.share";

    public GuideProgram {
        parameters = List.copyOf(parameters);
        start = List.copyOf(start);
        drawnDensity = List.copyOf(drawnDensity);
    }
}
