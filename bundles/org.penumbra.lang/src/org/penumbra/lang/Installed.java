package org.penumbra.lang;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.inference.Options;
import org.penumbra.network.LayerCatalog;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** What checking has to know of the parts that are installed. */
public interface Installed {

    /** The parts that a run chooses. */
    enum Kind {
        ALGORITHM, GUIDE, OBJECTIVE, OPTIMIZER;

        /** As written in a run: {@code algorithm}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind that a run calls {@code word}. */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        Point point() {
            return Point.valueOf(name() + "S");
        }
    }

    DistributionCatalog distributions();

    LayerCatalog layers();

    /** All names of a kind, sorted. */
    List<String> names(Kind kind);

    /**
     * The options of a part, in order; empty when nothing has this name.
     *
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when it is registered but broken
     */
    Optional<List<Options.Description>> options(Kind kind, String name);

    /** What the registry knows. */
    static Installed of(Registry registry) {
        return new Installed() {
            @Override
            public DistributionCatalog distributions() {
                return registry.distributions();
            }

            @Override
            public LayerCatalog layers() {
                return registry.layers();
            }

            @Override
            public List<String> names(Kind kind) {
                return registry.contributions(kind.point()).stream().map(Contribution::name).distinct().toList();
            }

            @Override
            public Optional<List<Options.Description>> options(Kind kind, String name) {
                return registry.find(kind.point(), name).map(part -> Options.describe(part.optionsType()));
            }
        };
    }
}
