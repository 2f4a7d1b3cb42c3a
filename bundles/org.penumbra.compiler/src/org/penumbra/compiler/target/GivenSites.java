package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;

/** Latent sites whose values are known, so that a simulation need not draw them. */
final class GivenSites {

    private final Map<Element, LatentSite> statements = new IdentityHashMap<>();
    private final Map<String, double[]> values;
    private final Map<Array, double[]> stored = new HashMap<>();

    /**
     * @param latents of the model
     * @param values of some of them, by name, row-major, on their own scale
     */
    GivenSites(List<LatentSite> latents, Map<String, double[]> values) {
        this.values = values;
        for (LatentSite latent : latents) {
            if (values.containsKey(latent.name())) {
                statements.put(latent.free(), latent);
                stored.put(new Array(latent.name(), Array.Role.STATE, latent.shape()), values.get(latent.name()));
            }
        }
    }

    /** Sites that are made of earlier elements of themselves keep those in an array of their name: it is known too. */
    Map<Array, double[]> stored() {
        return stored;
    }

    /** The coordinates that a draw would have to give; empty when its site is not known. */
    Optional<double[]> coordinates(Draw draw, Evaluator at) {
        return Optional.ofNullable(statements.get(draw.target()))
                .map(latent -> latent.block().map(block -> block(latent, block, at))
                        .orElseGet(() -> number(latent, at)));
    }

    private double[] number(LatentSite latent, Evaluator at) {
        double value = values.get(latent.name())[at.integer(latent.free().offset())];
        return checked(latent, new double[] {Inverse.of(latent, value, at)});
    }

    private double[] block(LatentSite latent, BlockDraw block, Evaluator at) {
        BlockDraws draws = new BlockDraws(latent.signature(), block);
        int first = at.integer(block.first());
        double[] own = Arrays.copyOfRange(values.get(latent.name()), first, first + draws.size());
        return checked(latent, draws.coordinates(own, draws.parameters(at), at));
    }

    /** A draw at the very edge of a support has no coordinate. */
    private static double[] checked(LatentSite latent, double[] coordinates) {
        if (Arrays.stream(coordinates).anyMatch(Double::isNaN)) {
            throw PenumbraException.badInput(Problem.error("PEN-2309", "A given value of '" + latent.name()
                    + "' lies outside of its support, " + latent.support() + ".").at(latent.location())
                    .about(latent.name()).advise("Give the draws of a run of the same model."));
        }
        return coordinates;
    }
}
