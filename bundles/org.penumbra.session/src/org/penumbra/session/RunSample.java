package org.penumbra.session;

import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Chains;
import org.penumbra.inference.SiteMap;
import org.penumbra.picture.Sample;

/** The draws of a stored run, as pictures look at them. */
final class RunSample implements Sample {

    private final StoredRun run;
    private final String label;
    private final List<SiteMap.Site> sites;

    RunSample(StoredRun run, String label) {
        this.run = run;
        this.label = label;
        this.sites = run.variables().stream().map(RunSample::site).toList();
    }

    private static SiteMap.Site site(RunVariable variable) {
        List<String> labels = variable.names().stream().map(name -> name.substring(variable.name().length())).toList();
        return new SiteMap.Site(variable.name(), variable.deterministic() ? SiteMap.Site.Kind.DETERMINISTIC
                : SiteMap.Site.Kind.LATENT, variable.shape(), variable.support(), variable.offset(), -1, 0, labels,
                variable.parameter());
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<SiteMap.Site> sites() {
        return sites;
    }

    @Override
    public int count() {
        return run.count();
    }

    @Override
    public double[] values(int position) {
        return run.column(position);
    }

    @Override
    public Optional<double[]> weights() {
        return run.isWeighted() ? Optional.of(run.weights()) : Optional.empty();
    }

    @Override
    public Optional<Chains> chains() {
        return run.chains();
    }

    @Override
    public List<String> names() {
        return run.names();
    }
}
