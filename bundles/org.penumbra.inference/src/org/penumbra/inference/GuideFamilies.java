package org.penumbra.inference;

import java.util.Map;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** The guide families that are installed, for a guide that is made of others: plug-ins do not know each other. */
@FunctionalInterface
public interface GuideFamilies {

    /** None is installed. */
    GuideFamilies NONE = (name, options, target, start) -> {
        throw PenumbraException.usage(Problem.error("PEN-3035", "the guide '" + name
                + "' is wanted, but whoever started this fit offers no other guides.")
                .advise("Start the fit through a session, or name one guide for all sites."));
    };

    /**
     * A guide of another family.
     *
     * @param name as registered
     * @param options values by name, text or numbers; the others have their defaults
     * @throws PenumbraException (USAGE) for an unknown family or option, with the nearest names
     */
    Guide create(String name, Map<String, ?> options, Target target, Start start);
}
