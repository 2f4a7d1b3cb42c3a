package org.penumbra.compiler.target;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.TwoPhases;

/**
 * The code of minibatches of one size.
 *
 * @param values what the program reports, one after the other
 * @param layout of its inputs and of what it reports
 * @param batch how the data that it reads follow from the rows
 * @param prior the same for the prior density
 * @param twoPhases makes what reports first and adds derivatives by so many of the first inputs later
 */
public record MinibatchCode(CompiledProgram density, CompiledProgram gradient, CompiledProgram values, Layout layout,
        Batch batch, Supplier<MinibatchCode> prior, IntFunction<TwoPhases> twoPhases) {
}
