package org.penumbra.compiler.batch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.expression.Array;
import org.penumbra.expression.Loop;

/**
 * Sites of which every row of a plate has its own part. Where rows are drawn, the parts of the others need not be
 * coordinates at all.
 *
 * @param places by the name of the site; what is not named has all of its coordinates in every minibatch
 */
record LocalSites(Map<String, Place> places) {

    /** All coordinates stay what they are. */
    static final LocalSites NONE = new LocalSites(Map.of());

    /** Of arrays that a guide has for each site: noise, and weights of coordinates. */
    private static final List<String> PREFIXES = List.of("z.", "v.");

    LocalSites {
        places = Map.copyOf(places);
    }

    /**
     * Where the rows are in the arrays of a site.
     *
     * @param plate number among the plates that rows are drawn of
     * @param axis of the rows
     */
    record Place(int plate, int axis) {
    }

    /** @param plates in the order of their numbers */
    static LocalSites of(ModelProgram program, List<Subsampling.Drawn> plates) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (LatentSite site : program.latents()) {
            place(site, program, plates).ifPresentOrElse(place -> {
                if (!places.getOrDefault(site.name(), place).equals(place)) {
                    throw new Obstacle("'" + site.name() + "' is drawn both inside and outside of it",
                            site.location());
                }
                places.put(site.name(), place);
            }, () -> {
                if (places.containsKey(site.name())) {
                    throw new Obstacle("'" + site.name() + "' is drawn both inside and outside of it",
                            site.location());
                }
            });
        }
        return new LocalSites(places);
    }

    private static Optional<Place> place(LatentSite site, ModelProgram program, List<Subsampling.Drawn> plates) {
        List<Loop> loops = site.drawLoops();
        for (int axis = 0; axis < Math.min(loops.size(), site.array().shape().size()); axis++) {
            for (PlateLoop plate : program.plates()) {
                int number = number(plate, plates);
                if (number >= 0 && plate.index().equals(loops.get(axis).index())
                        && site.array().shape().get(axis) == plate.size()) {
                    return Optional.of(new Place(number, axis));
                }
            }
        }
        return Optional.empty();
    }

    private static int number(PlateLoop plate, List<Subsampling.Drawn> plates) {
        for (int k = 0; k < plates.size(); k++) {
            if (plate.names().contains(plates.get(k).name())) {
                return k;
            }
        }
        return -1;
    }

    /** The coordinates of a program of a model that have rows. */
    Map<Array, Place> arrays(ModelProgram program) {
        return arrays(program, 0);
    }

    /**
     * The same of a program of a guide, where some inputs belong to a site by their names.
     *
     * @param parameters number of inputs in front that are parameters, which have no rows
     */
    Map<Array, Place> arrays(ModelProgram program, int parameters) {
        Map<Array, Place> arrays = new HashMap<>();
        program.latents().stream().skip(parameters).map(LatentSite::array).forEach(array -> {
            Place place = place(array);
            if (place != null) {
                arrays.put(array, place);
            }
        });
        return arrays;
    }

    /** Where rows are in an array of a model or of a guide; null for one without rows. */
    Place place(Array array) {
        return places.get(site(array.name()));
    }

    private static String site(String array) {
        int end = array.indexOf('#');
        String name = end < 0 ? array : array.substring(0, end);
        return PREFIXES.stream().filter(name::startsWith).findFirst().map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }

    /** An array with other rows; one behind the other, as their axis stood. */
    static Array withRows(Array array, int axis, int rows) {
        return new Array(array.name(), array.role(), List.of(array.size() / array.shape().get(axis) * rows));
    }
}
