package org.penumbra.compiler.ir;

import java.util.List;

/**
 * A guide block bound to the data of its model, as programs.
 *
 * <p>The first is of the parameters alone and has no density: it tells their values. The second is log q: its coordinates are those of the parameters, then those of the model's latent sites in the
 * order of the model. The third draws: its coordinates are those of the parameters, then standard normal numbers, then
 * one number v for each coordinate of the model; it reports the coordinates u of a draw, and its "density" is the sum
 * of v u, so that its gradient by the parameters is the product of the transposed Jacobian and v.
 *
 * @param name as in the text
 * @param parameters in the order of the text
 * @param start of the parameters on their own scale, one after the other
 * @param noise number of standard normal numbers of a draw
 * @param coordinates number of free coordinates of the model
 * @param values of the parameters
 * @param density log q
 * @param draws as above
 */
public record GuideProgram(String name, List<LatentSite> parameters, List<Double> start, int noise, int coordinates,
        ModelProgram values, ModelProgram density, ModelProgram draws) {

    public GuideProgram {
        parameters = List.copyOf(parameters);
        start = List.copyOf(start);
    }
}
