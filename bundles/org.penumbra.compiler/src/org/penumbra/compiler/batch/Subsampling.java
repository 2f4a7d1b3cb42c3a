package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Plate;

/**
 * Programs of minibatches: the log density is what stands outside of the plates, plus size / rows times the sum over
 * the rows that were drawn. Every expression in a plate is taken for the row that its index is at; where it needs other
 * rows, the plate is refused.
 */
public final class Subsampling {

    private final ModelProgram program;
    private final boolean required;
    private FoldedProgram folded;

    /**
     * @param program of the full log density
     * @param required whether a plate that adds nothing to it is refused
     */
    public Subsampling(ModelProgram program, boolean required) {
        this.program = program;
        this.required = required;
    }

    /**
     * One of several plates that rows are drawn of.
     *
     * @param name as it was asked for
     * @param size rows of the plate
     * @param rows rows of a minibatch
     */
    public record Drawn(String name, int size, int rows) {
    }

    /**
     * A program of minibatches.
     *
     * @param program terms are those of the estimate; sites are those of the full program
     * @param batch how its data follow from the rows
     * @param plates in the order in which their rows are numbered
     */
    public record Batched(ModelProgram program, Batch batch, List<Drawn> plates) {

        public Batched {
            plates = List.copyOf(plates);
        }
    }

    /** The plates, each with what keeps it from being subsampled. */
    public List<Plate> plates() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        program.plates().forEach(plate -> sizes.putIfAbsent(plate.name(), plate.size()));
        List<Plate> plates = new ArrayList<>();
        sizes.forEach((name, size) -> plates.add(new Plate(name, size, obstacle(name, size))));
        return plates;
    }

    private String obstacle(String name, int size) {
        if (size == 0) {
            return "it has no rows";
        }
        try {
            batch(Map.of(name, 1));
            return "";
        } catch (PenumbraException refused) {
            return refused.problems().getFirst().message();
        }
    }

    /**
     * @param sizes rows of each minibatch by any name of a plate
     * @throws PenumbraException (BAD_INPUT) PEN-2950 for a name that no plate has, PEN-2951 for a number of rows that
     *         it does not have, PEN-2952 for a plate whose rows are not independent
     */
    public Batched batch(Map<String, Integer> sizes) {
        List<Drawn> plates = plates(sizes);
        return attempt(plates, () -> {
            Batched batched = batched(plates, LocalSites.NONE, Share.ESTIMATE);
            if (required) {
                Batching.requireRows(program, folded(),
                        plates.stream().map(Drawn::name).collect(Collectors.toCollection(LinkedHashSet::new)));
            }
            return batched;
        });
    }

    /**
     * The same in coordinates of what stands outside of the plates and of the rows that are drawn.
     *
     * @throws PenumbraException as {@link #batch}; also where a row's part of a site is needed outside of the row
     */
    public Batched local(Map<String, Integer> sizes) {
        List<Drawn> plates = plates(sizes);
        return attempt(plates, () -> batched(plates, LocalSites.of(program, plates), Share.ESTIMATE));
    }

    /**
     * Where the rows are in the coordinates of {@link #local}, and what else can be told of them by name.
     *
     * @throws PenumbraException as {@link #local}
     */
    public RowPlan plan(Map<String, Integer> sizes) {
        List<Drawn> plates = plates(sizes);
        return attempt(plates, () -> RowPlan.of(program, plates));
    }

    static <T> T attempt(List<Drawn> plates, Supplier<T> work) {
        try {
            return work.get();
        } catch (Obstacle obstacle) {
            throw refuse("PEN-2952", "the rows of the plate '" + plates.stream().map(Drawn::name)
                    .collect(Collectors.joining("', '")) + "' cannot be drawn one without the other: "
                    + obstacle.getMessage() + ".", obstacle.location(),
                    "Subsample a plate in which each iteration stands for itself, or leave 'subsample' out.");
        }
    }

    private Batched batched(List<Drawn> plates, LocalSites local, Share share) {
        Batch batch = new Batch(plates.stream().map(Drawn::rows).toList());
        return new Batched(Batching.of(program, folded(), plates, local, batch, share), batch, plates);
    }

    /** The plate whose rows are read from outside of memory; empty when there is none. */
    public Optional<Plate> streamed() {
        return Streams.plate(program).map(plate -> new Plate(plate.name(), plate.size(), ""));
    }

    /** What rows of a plate add to the density, each once. */
    public Batched rows(String plate, int rows) {
        return share(plate, rows, Share.ROWS);
    }

    /** What the rows of a plate do not add, with all sites and reported values. */
    public ModelProgram rest(String plate) {
        ModelProgram rest = share(plate, 1, Share.REST).program();
        return new ModelProgram(program.latents(), rest.recurrences(), program.reported(), rest.terms(), rest.data(),
                Summation.NONE);
    }

    private Batched share(String name, int rows, Share share) {
        List<Drawn> plates = plates(Map.of(name, rows));
        try {
            return batched(plates, LocalSites.NONE, share);
        } catch (Obstacle obstacle) {
            throw refuse("PEN-2953", "the rows of the data are read from disk one by one, but "
                    + obstacle.getMessage() + ".", obstacle.location(), "Give the program more memory.");
        }
    }

    private synchronized FoldedProgram folded() {
        if (folded == null) {
            folded = FoldedProgram.of(program);
        }
        return folded;
    }

    /** In the order of the text, whatever the order in which they are asked for. */
    private List<Drawn> plates(Map<String, Integer> sizes) {
        for (String name : sizes.keySet()) {
            require(name);
        }
        Map<String, Drawn> drawn = new LinkedHashMap<>();
        for (PlateLoop loop : program.plates()) {
            List<String> asked = loop.names().stream().filter(sizes::containsKey).toList();
            if (asked.size() > 1) {
                throw refuse("PEN-2950", "'" + String.join("' and '", asked) + "' are one and the same plate.",
                        loop.location(), "Give its number of rows once.");
            }
            for (String name : asked) {
                Drawn before = drawn.putIfAbsent(name, drawn(name, loop, sizes.get(name)));
                if (before != null && before.size() != loop.size()) {
                    throw refuse("PEN-2950", "'" + name + "' is the name of plates with " + before.size() + " and "
                            + loop.size() + " rows.", loop.location(),
                            "Give each plate a label, as in plate image: i in 1..n.");
                }
            }
        }
        return List.copyOf(drawn.values());
    }

    private void require(String name) {
        Set<String> known = new LinkedHashSet<>();
        program.plates().forEach(plate -> known.addAll(plate.names()));
        if (!known.contains(name)) {
            throw PenumbraException.badInput(Problem.error("PEN-2950", "a plate of the model is expected, found '"
                    + name + "'.").offering(Nearest.to(name, known))
                    .advise("Name it by its label, its index or its size, as in plate image: i in 1..n."));
        }
    }

    private static Drawn drawn(String name, PlateLoop loop, int rows) {
        if (rows < 1 || rows > loop.size()) {
            throw refuse("PEN-2951", "a minibatch of the plate '" + name + "' has from 1 to " + loop.size()
                    + " rows, found " + rows + ".", loop.location(), "");
        }
        return new Drawn(name, loop.size(), rows);
    }

    private static PenumbraException refuse(String code, String message, Location location, String advice) {
        return PenumbraException.badInput(Problem.error(code, message).at(location).advise(advice));
    }
}
