package org.penumbra.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penumbra.inference.Options;
import org.penumbra.registry.Contribution;

/**
 * A registered part that a run uses, with its options.
 *
 * @param contribution what the registry knows of it
 * @param options an instance of its option record
 */
public record Part(Contribution contribution, Record options) {

    public String name() {
        return contribution.name();
    }

    /** All options in text form, defaults included, in the order of the record. */
    public Map<String, Object> optionValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Options.Description option : Options.describe(options.getClass())) {
            values.put(option.name(), Reflected.component(options, option.name()));
        }
        return values;
    }
}
