package org.penumbra.session;

import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;

/** What a person should know of the parameters of a model. */
final class PointEstimates {

    private static final int MOST_NAMES = 5;

    private PointEstimates() {
    }

    static List<Finding> findings(Target target) {
        if (!target.sites().hasParameters()) {
            return List.of();
        }
        String message = Parameters.only(target)
                ? "The model has no latent sites: what is reported are points of the largest likelihood, which say "
                        + "nothing of uncertainty."
                : "Parameters (" + names(target) + ") are points at which the marginal likelihood is about largest; "
                        + "they have no uncertainty, and that of the other sites, like k-hat, is given these points.";
        return List.of(new Finding(Trust.CAUTION, message));
    }

    private static String names(Target target) {
        List<String> names = target.sites().sites().stream().filter(SiteMap.Site::parameter).map(SiteMap.Site::name)
                .toList();
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}
