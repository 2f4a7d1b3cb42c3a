package org.penumbra.guides;

import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Slice;

/**
 * A guide for each group of sites, independent of the others (Pyro's AutoGuideList). Families are looked up among those
 * installed, third parties' too; each sees the target with the other groups held at the starting point.
 */
public final class AutoGuideList implements GuideFamily<AutoGuideList.Options> {

    /**
     * @param groups which sites have which guide
     * @param init where to begin
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = "Groups", help = "Sites and their guides, as in 'mu, tau: AutoMultivariateNormal; "
                    + "rest: AutoNormal(initScale = 0.2)'; 'rest' stands for the sites that are not named.",
                    value = "rest: AutoNormal") String groups,
            @Option(label = StartingOptions.INIT_LABEL, help = StartingOptions.INIT_HELP,
                    value = StartingOptions.INIT) Initialization init,
            @Option(label = StartingOptions.VALUES_LABEL, help = StartingOptions.VALUES_HELP,
                    value = StartingOptions.VALUES)
            String initValues) implements StartingOptions {
    }

    /** Each at its part of the starting point. */
    @Override
    public Guide create(Target target, Options options, Start start) {
        List<Groups.Group> groups = Groups.read(options.groups(), target.sites());
        double[] point = options.point(target, start);
        List<int[]> coordinates = groups.stream().map(Groups.Group::coordinates).toList();
        List<Guide> guides = IntStream.range(0, groups.size())
                .mapToObj(k -> guide(groups.get(k), coordinates.get(k), k, target, point, start)).toList();
        return guides.stream().allMatch(DifferentiableGuide.class::isInstance)
                ? new Joined.Differentiable(guides.stream().map(DifferentiableGuide.class::cast).toList(), coordinates)
                : new Joined(guides, coordinates);
    }

    private static Guide guide(Groups.Group group, int[] coordinates, int number, Target target, double[] point,
            Start start) {
        return start.families().create(group.family(), group.options(),
                new Slice(target, coordinates, group.sites(), point),
                start.part(point, coordinates, start.random().stream(number)));
    }
}
