package org.penumbra.lang;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Event;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.inference.Options;
import org.penumbra.network.LayerCatalog;

/** A registry in memory, so that messages do not change with what happens to be built. */
final class InstalledForTests implements Installed {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Map<String, DistributionEntry> entries = new TreeMap<>();

    InstalledForTests() {
        locationScale("Normal", "real");
        locationScale("Cauchy", "real");
        locationScale("LogNormal", "positive");
        add("StudentT", signature("real", "loc", "scale", "df:positive", "loc:real=0", "scale:positive=1"));
        add("HalfNormal", signature("nonnegative", "", "", "scale:positive"));
        add("HalfCauchy", signature("nonnegative", "", "", "scale:positive"));
        add("Exponential", signature("nonnegative", "", "", "rate:positive"));
        add("Gamma", signature("positive", "", "", "concentration:positive", "rate:positive"));
        add("Beta", signature("unit", "", "", "concentration1:positive", "concentration0:positive"));
        add("Uniform", signature("interval(low, high)", "", "", "low:real", "high:real"));
        add("Bernoulli", signature("bool", "", "", "probs:unit"), signature("bool", "", "", "logits:real"));
        add("Binomial", signature("integers(0, totalCount)", "", "", "totalCount:count", "probs:unit"));
        add("Poisson", signature("count", "", "", "rate:positive"));
        add("Categorical", signature("integers(1, probs)", "", "", "probs:nonnegative:vector"),
                signature("integers(1, logits)", "", "", "logits:real:vector"));
        add("Flat", signature("real", "", ""));
        add("MultivariateNormal", multivariateNormal());
        add("Delta", signature("interval(v, v)", "", "", "v:real"));
    }

    private static Signature multivariateNormal() {
        Signature.Parameter loc = new Signature.Parameter("loc", Support.REAL, "", null, List.of("K"),
                Optional.empty());
        Signature.Parameter factor = new Signature.Parameter("scaleTril", Support.REAL, "", null, List.of("K", "K"),
                Optional.of(Structure.COV_CHOLESKY));
        return Signature.multivariate(List.of(loc, factor), Support.REAL, "", "",
                new Event(List.of("K"), Optional.empty(), () -> {
                    throw new AssertionError("checking loads no distribution");
                }));
    }

    private void locationScale(String name, String support) {
        add(name, signature(support, "loc", "scale", "loc:real", "scale:positive"));
    }

    private void add(String name, Signature... signatures) {
        entries.put(name, new DistributionEntry(name, name + ".", "test", List.of(signatures)));
    }

    private static Signature signature(String support, String location, String scale, String... parameters) {
        List<Signature.Parameter> list = new ArrayList<>();
        for (String text : parameters) {
            String[] parts = text.split("[:=]");
            boolean vector = text.endsWith(":vector");
            list.add(new Signature.Parameter(parts[0], Support.parse(parts[1]), "",
                    parts.length > 2 && !vector ? Double.valueOf(parts[2]) : null, vector));
        }
        Support parsed = Support.parse(support);
        return new Signature(list, parsed, parsed.isDiscrete(), location, scale, () -> {
            throw new AssertionError("checking loads no distribution");
        });
    }

    @Override
    public DistributionCatalog distributions() {
        return new DistributionCatalog() {
            @Override
            public Optional<DistributionEntry> find(String name) {
                return Optional.ofNullable(entries.get(name));
            }

            @Override
            public Collection<String> names() {
                return entries.keySet();
            }
        };
    }

    @Override
    public LayerCatalog layers() {
        return new LayersForTests();
    }

    @Override
    public List<String> names(Kind kind) {
        return switch (kind) {
            case ALGORITHM -> List.of("SVI");
            case GUIDE -> List.of("AutoDelta", "AutoNormal");
            case OBJECTIVE -> List.of("TraceELBO");
            case OPTIMIZER -> List.of("Adam", "SGD");
        };
    }

    @Override
    public Optional<List<Options.Description>> options(Kind kind, String name) {
        return names(kind).contains(name) ? Optional.of(options(name)) : Optional.empty();
    }

    private static List<Options.Description> options(String name) {
        return switch (name) {
            case "SVI" -> List.of(option("steps", "integer", "1000", 1, INFINITY),
                    option("early", "boolean", "true", -INFINITY, INFINITY));
            case "TraceELBO" -> List.of(option("particles", "integer", "1", 1, 1000));
            case "Adam" -> List.of(option("lr", "number", "0.01", 0, INFINITY),
                    option("schedule", "constant|cosine|exponential", "constant", -INFINITY, INFINITY),
                    option("label", "text", "", -INFINITY, INFINITY));
            default -> List.of();
        };
    }

    private static Options.Description option(String name, String type, String value, double min, double max) {
        return new Options.Description(name, name, "Help of " + name + ".", type, value, min, max);
    }
}
