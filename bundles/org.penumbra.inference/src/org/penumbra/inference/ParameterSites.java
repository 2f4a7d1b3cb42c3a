package org.penumbra.inference;

import java.util.Arrays;
import java.util.List;

/**
 * Which site of the model each parameter of a guide belongs to, for options that are given site by site.
 *
 * @param names of the latent sites, in the order of the text
 * @param site position in {@code names} for every parameter; -1 for a parameter that belongs to no single site
 */
public record ParameterSites(List<String> names, int[] site) {

    /** Nothing is known. */
    public static final ParameterSites UNKNOWN = new ParameterSites(List.of(), new int[0]);

    public ParameterSites {
        names = List.copyOf(names);
    }

    /** What the guide says about its parameters, in the words of the target. */
    public static ParameterSites of(Target target, Guide guide) {
        List<SiteMap.Site> latent = target.sites().sites().stream()
                .filter(site -> site.kind() == SiteMap.Site.Kind.LATENT).toList();
        int[] positions = new int[guide.parameters().length];
        Arrays.setAll(positions, parameter -> position(latent, guide.coordinateOf(parameter)));
        return new ParameterSites(latent.stream().map(SiteMap.Site::name).toList(), positions);
    }

    private static int position(List<SiteMap.Site> latent, int coordinate) {
        for (int i = 0; i < latent.size(); i++) {
            int within = coordinate - latent.get(i).freeOffset();
            if (coordinate >= 0 && within >= 0 && within < latent.get(i).freeSize()) {
                return i;
            }
        }
        return -1;
    }
}
