package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * A guide block for the rows of a minibatch. Its density is an estimate, in which a row counts as often as in that of
 * the model; its draws are of the sites outside of the plates and of these rows.
 */
public final class GuideRows {

    private final GuideProgram guide;
    private final RowPlan plan;

    private GuideRows(GuideProgram guide, RowPlan plan) {
        this.guide = guide;
        this.plan = plan;
    }

    /**
     * The programs of a guide with inputs for the rows alone.
     *
     * @param density log q
     * @param draws coordinates of the minibatch, and their Jacobian
     * @param noise where the standard normal numbers of a draw are
     * @param coordinates where the coordinates of the model's sites are
     */
    public record Batched(Subsampling.Batched density, Subsampling.Batched draws, List<RowCoordinates> noise,
            List<RowCoordinates> coordinates) {
    }

    /**
     * @param plan of the model's minibatches
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2952) where the guide needs more than these rows
     */
    public static Batched of(GuideProgram guide, RowPlan plan) {
        GuideRows rows = new GuideRows(guide, plan);
        return Subsampling.attempt(plan.plates(), rows::programs);
    }

    private Batched programs() {
        return new Batched(density(), draws(), coordinates(guide.draws(), true), coordinates(guide.density(), false));
    }

    /** Of the inputs behind the parameters, up to the input that log q is multiplied by. */
    private List<RowCoordinates> coordinates(ModelProgram program, boolean ofNoise) {
        return RowCoordinates.of(program.latents().stream().skip(guide.parameters().size())
                .takeWhile(input -> !ofNoise || !input.array().name().equals(GuideProgram.SHARE)).toList(),
                plan.plates(), plan.local());
    }

    private Subsampling.Batched density() {
        Batch batch = batch();
        ModelProgram program = guide.density();
        return new Subsampling.Batched(batching(program, batch, Share.ESTIMATE).program(program), batch,
                plan.plates());
    }

    private Batch batch() {
        return new Batch(plan.plates().stream().map(Subsampling.Drawn::rows).toList());
    }

    private Batching batching(ModelProgram program, Batch batch, Share share) {
        Map<Index, Choice> choices = new LinkedHashMap<>();
        for (PlateLoop loop : program.plates()) {
            int plate = plan.plate(loop);
            if (plate >= 0) {
                Subsampling.Drawn drawn = plan.plates().get(plate);
                choices.put(loop.index(), new Choice(loop, plate, drawn.rows(), batch.numbers(drawn.name(), plate)));
            }
        }
        return new Batching(FoldedProgram.of(program), choices, new LocalCoordinates(choices,
                plan.local().arrays(program, guide.parameters().size())), batch, share);
    }

    private Subsampling.Batched draws() {
        Batch batch = batch();
        ModelProgram density = guide.draws().withTerms(guide.drawnDensity());
        Batching batching = batching(density, batch, Share.ESTIMATE);
        ModelProgram drawing = batching.program(density);
        List<Term> terms = new ArrayList<>(drawing.terms().stream().map(term -> term.weighted(share().negate()))
                .toList());
        List<ReportedValue> reported = new ArrayList<>();
        reported.add(new ReportedValue("log q", List.of(), List.of(), drawing.logDensity()));
        for (ReportedValue drawn : density.reported().subList(1, density.reported().size())) {
            Reading reading = reading(drawn, batching.stored());
            reported.add(new ReportedValue(drawn.name(), reading.shape(), reading.loops(), reading.drawn()));
            terms.add(new Term(drawn.name(), null, reading.loops(), reading.weight().times(reading.drawn()),
                    List.of()));
        }
        return new Subsampling.Batched(new ModelProgram(drawing.latents(), drawing.recurrences(), reported, terms,
                new HashMap<>(drawing.data())), batch, plan.plates());
    }

    /** The input that log q is multiplied by. */
    private Expr share() {
        return new Element(input(GuideProgram.SHARE), Expr.of(0));
    }

    private Array input(String name) {
        return guide.draws().latents().stream().skip(guide.parameters().size()).map(LatentSite::array)
                .filter(array -> array.name().equals(name)).findFirst().orElseThrow();
    }

    /** A coordinate that was drawn, and its weight. */
    private record Reading(List<Integer> shape, List<Loop> loops, Expr drawn, Expr weight) {
    }

    private Reading reading(ReportedValue whole, StoredRows stored) {
        Array drawn = ((Element) whole.value()).array();
        String site = drawn.name().substring(drawn.name().indexOf('.') + 1);
        Array weight = input("v." + site);
        LocalSites.Place place = plan.local().places().get(site);
        if (stored.plate(drawn) != (place == null ? -1 : place.plate())) {
            throw new Obstacle("the guide does not draw '" + site + "' in the plates of the model");
        }
        if (place == null) {
            return reading(whole.shape(), whole.loops(), drawn, weight);
        }
        int rows = plan.plates().get(place.plate()).rows();
        List<Integer> shape = new ArrayList<>(whole.shape());
        shape.set(place.axis(), rows);
        List<Loop> loops = new ArrayList<>(whole.loops());
        loops.set(place.axis(), loops.get(place.axis()).between(Expr.of(1), Expr.of(rows)));
        return reading(shape, loops, LocalSites.withRows(drawn, place.axis(), rows),
                LocalSites.withRows(weight, place.axis(), rows));
    }

    private static Reading reading(List<Integer> shape, List<Loop> loops, Array drawn, Array weight) {
        Expr offset = Expr.of(0);
        for (int axis = 0; axis < shape.size(); axis++) {
            offset = offset.times(shape.get(axis)).plus(loops.get(axis).index().minus(1));
        }
        return new Reading(shape, loops, new Element(drawn, offset), new Element(weight, offset));
    }
}
