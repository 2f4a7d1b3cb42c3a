package org.penumbra.compiler;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.model.Sample;

/**
 * What a run changes of a model (Pearl 2009, chapter 3). {@code do} sets a variable from outside: data get another
 * value, a site is cut from its parents and adds nothing to the density. {@code condition} observes a site at a value:
 * its density there counts. Values are scalars or arrays that broadcast to the shape of the variable; they may depend
 * on data, not on sites.
 *
 * @param byName the intervention on each variable
 */
public record Interventions(Map<String, Intervention> byName) {

    /** The model as it is. */
    public static final Interventions NONE = new Interventions(Map.of());

    public Interventions {
        byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** Of several on one variable the last counts; the checker refuses them. */
    public static Interventions of(Collection<Intervention> interventions) {
        Map<String, Intervention> byName = new LinkedHashMap<>();
        interventions.forEach(one -> byName.put(one.getVariable().getName(), one));
        return new Interventions(byName);
    }

    /** The one on a variable, if there is one. */
    public Optional<Intervention> on(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether it cuts its variable from its parents; otherwise it observes it. */
    public static boolean cuts(Intervention intervention) {
        return intervention.getKind().equals("do");
    }

    /** All of them in the order of the text. */
    public List<Intervention> all() {
        return List.copyOf(byName.values());
    }

    /** Names of the data that a statement of the model observes. */
    public static Set<String> observedData(Model model) {
        Set<String> data = new HashSet<>();
        Set<String> sampled = new HashSet<>();
        model.eAllContents().forEachRemaining(element -> {
            switch (element) {
                case DataDeclaration declared -> data.add(declared.getName());
                case Sample sample -> sampled.add(sample.getName());
                default -> { }
            }
        });
        data.retainAll(sampled);
        return data;
    }
}
