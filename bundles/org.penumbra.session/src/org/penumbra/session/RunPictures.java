package org.penumbra.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Options;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.Model;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.visualization.GraphPicture;

/** The pictures that there are of a stored run: the graph of its model, and what the installed visualizers make. */
public final class RunPictures {

    /** The name of the model graph, which needs no draws. */
    public static final String GRAPH = "Graph";

    private final Registry registry;
    private final RunEvidence evidence;
    private final Map<String, String> settings;

    /**
     * @param settings options by name, {@code sites}, for every picture that has it, or {@code Forest.rows} for one
     */
    public RunPictures(Registry registry, RunEvidence evidence, Map<String, String> settings) {
        this.registry = registry;
        this.evidence = evidence;
        this.settings = new LinkedHashMap<>(settings);
    }

    /**
     * A picture, or why there is none.
     *
     * @param name of the visualizer
     * @param documentation what it shows
     * @param picture empty when it was refused
     * @param refusal what is missing and what to do; empty when there is a picture
     */
    public record Drawn(String name, String documentation, Optional<Picture> picture, String refusal) {
    }

    /** Names of all pictures: the graph, those whose registration has a rank in its order, then the others. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(GRAPH));
        registry.contributions(Point.VISUALIZERS).stream().sorted(Comparator.comparingInt(RunPictures::rank))
                .map(Contribution::name).distinct().forEach(names::add);
        return names;
    }

    private static int rank(Contribution part) {
        return part.attribute("rank").filter(text -> text.matches("\\d{1,9}")).map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
    }

    /**
     * One picture.
     *
     * @throws PenumbraException (USAGE) for a name that is not installed or options that are wrong; (PLUGIN_FAILED,
     *         PEN-5020) naming the bundle when a visualizer breaks off
     */
    public Drawn draw(String name) {
        if (name.equals(GRAPH)) {
            return graph();
        }
        if (registry.find(Point.VISUALIZERS, name).isEmpty()) {
            throw PenumbraException.usage(Problem.error("PEN-5080", "there is no picture '" + name + "'; there are "
                    + String.join(", ", names()) + ".").offering(Nearest.to(name, names())));
        }
        Contribution part = registry.require(Point.VISUALIZERS, name);
        try {
            return draw(part, part.create(Visualizer.class));
        } catch (RuntimeException | LinkageError broken) {
            throw broken instanceof PenumbraException known ? known : PluginFault.of(part).threw(broken);
        }
    }

    private <O extends Record> Drawn draw(Contribution part, Visualizer<O> visualizer) {
        Optional<Visualizer.Refusal> refusal = visualizer.refusal(evidence);
        if (refusal.isPresent()) {
            return new Drawn(part.name(), part.documentation(), Optional.empty(),
                    refusal.get().lack() + ". " + refusal.get().advice());
        }
        // The registry made sure that this is the record type that the class takes.
        @SuppressWarnings("unchecked")
        O options = (O) Options.read(part.optionsType(), part.name(), own(part));
        return new Drawn(part.name(), part.documentation(), Optional.of(new GuardedPicture(
                visualizer.picture(evidence, options), PluginFault.of(part))), "");
    }

    private Map<String, String> own(Contribution part) {
        List<String> known = Options.describe(part.optionsType()).stream().map(Options.Description::name).toList();
        Map<String, String> own = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(part.name() + ".")) {
                own.put(key.substring(part.name().length() + 1), value);
            } else if (known.contains(key)) {
                own.putIfAbsent(key, value);
            }
        });
        return own;
    }

    /**
     * Makes sure that each setting is one of some picture that is drawn.
     *
     * @throws PenumbraException (USAGE, PEN-5081) for one that no picture has
     */
    public void requireKnown(List<String> drawn) {
        List<String> known = new ArrayList<>();
        for (String name : drawn) {
            registry.find(Point.VISUALIZERS, name).ifPresent(part -> Options.describe(part.optionsType())
                    .forEach(option -> known.addAll(List.of(option.name(), name + "." + option.name()))));
        }
        settings.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(unknown -> {
            throw PenumbraException.usage(Problem.error("PEN-5081", "none of these pictures has an option '" + unknown
                    + "'.").offering(Nearest.to(unknown, known)).advise("See 'penumbra list visualizers'."));
        });
    }

    private Drawn graph() {
        String what = "The graph of the model with its plates.";
        if (evidence.run().modelText().isEmpty()) {
            return new Drawn(GRAPH, what, Optional.empty(),
                    "the draws come from elsewhere, without a model. Fit the model here.");
        }
        ModelFile file = new ModelReader(registry).read(evidence.run().modelText(), "model.penumbra");
        Optional<Model> model = file.script().getDeclarations().stream().filter(Model.class::isInstance)
                .map(Model.class::cast).filter(one -> one.getName().equals(evidence.run().record().model()))
                .findFirst();
        return new Drawn(GRAPH, what, model.map(GraphPicture::new),
                model.isPresent() ? "" : "its text has no such model. Fit the model again.");
    }
}
