package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.compiler.Centering;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.PenumbraException;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.inference.Alternative;
import org.penumbra.model.Model;

/** The model of a run in other free coordinates; compiled when it is asked for, once. */
final class Alternatives implements Supplier<List<Alternative>> {

    private final Plan plan;
    private final BoundData data;
    private final Interventions interventions;
    private final DistributionCatalog catalog;
    private List<Alternative> made;

    Alternatives(Plan plan, BoundData data, Interventions interventions, DistributionCatalog catalog) {
        this.plan = plan;
        this.data = data;
        this.interventions = interventions;
        this.catalog = catalog;
    }

    @Override
    public synchronized List<Alternative> get() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private List<Alternative> make() {
        List<Alternative> all = new ArrayList<>();
        // A copied model is another object than the one that a run's interventions name.
        if (!interventions.all().isEmpty()) {
            return all;
        }
        for (Model variant : Centering.variants(plan.model(), catalog)) {
            compiled(variant).ifPresent(model -> all.add(new Alternative("with the other centring", model.target())));
        }
        return all;
    }

    /** Empty where the text cannot be compiled in these coordinates, for which it was not written. */
    private Optional<CompiledModel> compiled(Model variant) {
        try {
            return Optional.of(new ModelCompiler(catalog, element -> null, HostVectors.configured()).compile(variant,
                    data.arrays()));
        } catch (PenumbraException refused) {
            return Optional.empty();
        }
    }
}
