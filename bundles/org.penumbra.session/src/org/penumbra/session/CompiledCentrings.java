package org.penumbra.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.Centering;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Target;

/** The model of a run in other free coordinates; each choice is compiled when it is asked for, once. */
final class CompiledCentrings implements Centrings {

    private final BoundData data;
    private final InstalledParts parts;
    private final Centering centering;
    private final List<String> sites;
    private final Map<Set<String>, Optional<Target>> made = new HashMap<>();

    CompiledCentrings(Plan plan, BoundData data, Interventions interventions, InstalledParts parts) {
        this.data = data;
        this.parts = parts;
        this.centering = new Centering(plan.model(), parts.distributions());
        // A copied model is another object than the one that a run's interventions name.
        this.sites = interventions.all().isEmpty() ? centering.sites() : List.of();
    }

    @Override
    public List<String> sites() {
        return sites;
    }

    @Override
    public Set<String> written() {
        return centering.written();
    }

    @Override
    public synchronized Optional<Target> with(Set<String> noncentred) {
        return made.computeIfAbsent(Set.copyOf(noncentred), this::compiled);
    }

    /** Empty where the text cannot be compiled in these coordinates, for which it was not written. */
    private Optional<Target> compiled(Set<String> noncentred) {
        try {
            return Optional.of(new ModelCompiler(parts, element -> null, HostVectors.configured())
                    .compile(centering.with(noncentred), data.arrays()).target());
        } catch (PenumbraException refused) {
            return Optional.empty();
        }
    }
}
