package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;

/**
 * Which rows a minibatch of a model has, for whoever goes along with it.
 *
 * @param plates that rows are drawn of
 * @param names all that each of them is called in the model
 * @param local sites whose coordinates are those of the rows
 * @param sites where these coordinates are, in the order of the model
 */
public record RowPlan(List<Subsampling.Drawn> plates, List<Set<String>> names, LocalSites local,
        List<RowCoordinates> sites) {

    static RowPlan of(ModelProgram program, List<Subsampling.Drawn> plates) {
        LocalSites local = LocalSites.of(program, plates);
        List<Set<String>> names = new ArrayList<>();
        for (Subsampling.Drawn plate : plates) {
            Set<String> called = new LinkedHashSet<>();
            program.plates().stream().filter(loop -> loop.names().contains(plate.name()))
                    .forEach(loop -> called.addAll(loop.names()));
            names.add(called);
        }
        return new RowPlan(plates, names, local, RowCoordinates.of(program.latents(), plates, local));
    }

    /** The number of the plate that a loop of a guide runs over; -1 for another. By its label, or else by its size. */
    int plate(PlateLoop loop) {
        for (int k = 0; k < plates.size(); k++) {
            boolean named = names.get(k).contains(loop.name()) || names.get(k).contains(loop.names().getLast());
            if (named && loop.size() == plates.get(k).size()) {
                return k;
            }
        }
        return -1;
    }
}
