package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.ObservedTerms;
import org.penumbra.inference.Observations;
import org.penumbra.inference.SiteMap;

/** The log likelihood piece by piece, by generated code. */
public final class CompiledObservations implements Observations {

    private final List<String> names;
    private final SiteMap values;
    private final double[] buffer;
    /** Where each term of each piece lies among the reported values, and which piece it is. */
    private final int[] from;
    private final int[] into;

    private CompiledObservations(Pieces pieces, SiteMap values) {
        this.names = List.copyOf(pieces.names());
        this.values = values;
        this.buffer = new double[values.valueCount()];
        List<SiteMap.Site> terms = values.sites().stream()
                .filter(site -> site.kind() == SiteMap.Site.Kind.DETERMINISTIC).toList();
        int count = 0;
        for (int term = 0; term < terms.size(); term++) {
            count += pieces.pieces(term).length;
        }
        this.from = new int[count];
        this.into = new int[count];
        int next = 0;
        for (int term = 0; term < terms.size(); term++) {
            int base = terms.get(term).valueOffset();
            int[] positions = pieces.iterations(term).positions();
            for (int k = 0; k < positions.length; k++, next++) {
                from[next] = base + positions[k];
                into[next] = pieces.pieces(term)[k];
            }
        }
    }

    /** @param compile makes the sites of a program, latent ones first */
    public static Observations of(ObservedTerms observed, Function<ModelProgram, SiteMap> compile) {
        if (observed.obstacle().isPresent()) {
            return Observations.none(observed.obstacle().get());
        }
        Pieces pieces = new Pieces(observed);
        for (int term = 0; term < observed.terms().size(); term++) {
            if (!pieces.iterations(term).fitsBox()) {
                return Observations.none("a loop around '" + observed.terms().get(term).term().site()
                        + "' begins below 1");
            }
        }
        return new CompiledObservations(pieces, compile.apply(pieces.program()));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void logLikelihood(double[] x, double[] logLikelihood) {
        values.constrain(x, buffer);
        Arrays.fill(logLikelihood, 0);
        for (int k = 0; k < from.length; k++) {
            logLikelihood[into[k]] += buffer[from[k]];
        }
    }
}
