package org.penumbra.compiler.guide;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.penumbra.compiler.batch.GuideRows;
import org.penumbra.compiler.batch.RowCoordinates;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.batch.Subsampling;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.target.Lazy;
import org.penumbra.compiler.target.LocalMinibatch;
import org.penumbra.compiler.target.MinibatchCode;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;

/** The code of a guide block for the rows of minibatches, compiled once for each size of these. */
final class RowsCode {

    private final GuideProgram program;
    private final Function<Subsampling.Batched, MinibatchCode> compiler;
    private final Map<List<Subsampling.Drawn>, Code> known = new HashMap<>();

    /** Both programs, compiled when they are first run. */
    private record Code(Lazy<MinibatchCode> density, Lazy<DrawCode.OfRows> draws, GuideRows.Batched rows) {
    }

    /**
     * The guide of the rows of a minibatch.
     *
     * @param noise where its noise is, among that of all rows
     * @param coordinates where what it draws is, among what is drawn of all rows
     */
    record Part(LocalMinibatch minibatch, DifferentiableGuide guide, List<RowCoordinates> noise,
            List<RowCoordinates> coordinates) {
    }

    RowsCode(GuideProgram program, Function<Subsampling.Batched, MinibatchCode> compiler) {
        this.program = program;
        this.compiler = compiler;
    }

    /**
     * @param parameters kept
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2952) where the guide needs more than the rows
     */
    Part part(LocalMinibatch minibatch, double[] parameters,
            Function<double[], List<Guide.NamedValue>> names) {
        Code code = code(minibatch, parameters.length);
        RowDraws draws = minibatch.minibatch().draws();
        if (code.rows().draws().batch().hasKeys()) {
            draws.requireNoise();
        }
        List<RowCoordinates> noise = code.rows().noise();
        List<RowCoordinates> coordinates = code.rows().coordinates();
        return new Part(minibatch, new WrittenGuide(count(noise), count(coordinates), parameters,
                GuideCode.rows(code.density(), draws),
                DrawCode.rows(code.draws(), draws, minibatch.workers()), names), noise, coordinates);
    }

    private static int count(List<RowCoordinates> inputs) {
        return inputs.stream().mapToInt(RowCoordinates::rowCount).sum();
    }

    private synchronized Code code(LocalMinibatch minibatch, int parameters) {
        List<Subsampling.Drawn> plates = minibatch.plan().plates();
        Code code = known.get(plates);
        if (code == null) {
            GuideRows.Batched rows = GuideRows.of(program, minibatch.plan());
            code = new Code(new Lazy<>(() -> compiler.apply(rows.density())),
                    new Lazy<>(() -> DrawCode.OfRows.of(compiler.apply(rows.draws()), parameters)), rows);
            known.put(plates, code);
        }
        return code;
    }
}
