package org.penumbra.session;

import java.util.Map;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamilies;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** Guide families by name, for guides that are made of others. */
record InstalledGuides(Registry registry) implements GuideFamilies {

    @Override
    @SuppressWarnings("unchecked")
    public Guide create(String name, Map<String, ?> options, Target target, Start start) {
        Contribution family = registry.require(Point.GUIDES, name);
        Record read = Options.read(family.optionsType(), name, options);
        Guide guide = ((GuideFamily<Record>) family.create(GuideFamily.class)).create(target, read, start);
        if (guide == null) {
            throw PluginFault.of(family).returnedNothing();
        }
        return guide;
    }
}
