package org.penumbra.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Discrete;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.compiler.Prediction;
import org.penumbra.compiler.RowSource;
import org.penumbra.compiler.guide.CompiledGuide;
import org.penumbra.core.Problem;
import org.penumbra.inference.Observations;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;

/** A model written in a test, with its data: from text to compiled target through the real front end. */
final class ModelText {

    private static final Registry REGISTRY = Registry.open();
    private static final InstalledParts PARTS = new InstalledParts(REGISTRY.distributions(), REGISTRY.layers());

    private final String text;
    private final Map<String, BoundArray> data = new LinkedHashMap<>();

    ModelText(String statements) {
        this(statements, "");
    }

    /** @param declarations what stands beside the model in its file: functions, runs */
    ModelText(String statements, String declarations) {
        this.text = "model M {\n" + statements + "\n}\n" + declarations;
    }

    ModelText with(String name, double... values) {
        return shaped(name, List.of(values.length), values);
    }

    ModelText scalar(String name, double value) {
        return shaped(name, List.of(), value);
    }

    ModelText shaped(String name, List<Integer> shape, double... values) {
        data.put(name, new BoundArray(shape, values, k -> "test.csv:" + (k + 2) + ":1"));
        return this;
    }

    /** A column that is not in memory, for all that the compiler knows. */
    ModelText streamed(String name, double... values) {
        double[] examples = {Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow()};
        data.put(name, new BoundArray(List.of(values.length), examples, k -> "test.csv:" + (k + 2) + ":1",
                Optional.of(RowSource.of(values, 1))));
        return this;
    }

    /** The same with rows that come from wherever the test wants. */
    ModelText streamed(String name, List<Integer> shape, double low, double high, RowSource source) {
        data.put(name, new BoundArray(shape, new double[] {low, high}, k -> "test.csv:" + (k + 2) + ":1",
                Optional.of(source)));
        return this;
    }

    CompiledModel compile() {
        ModelFile file = read();
        if (file.hasErrors()) {
            throw new AssertionError(file.problems().stream().map(Problem::render).collect(Collectors.joining("\n")));
        }
        return compile(file);
    }

    /** The same with discrete sites as coordinates. */
    CompiledModel drawn() {
        ModelFile file = read();
        return new ModelCompiler(REGISTRY.distributions(), file.locations()).compile(
                (Model) file.script().getDeclarations().getFirst(), data, interventions(file), Discrete.DRAWN);
    }

    /** What the compiler says by itself of a text that the checker may have refused. */
    CompiledModel compileUnchecked() {
        return compile(read());
    }

    /** The first guide block beside the model, bound to the same data. */
    CompiledGuide guide() {
        ModelFile file = read();
        if (file.hasErrors()) {
            throw new AssertionError(file.problems().stream().map(Problem::render).collect(Collectors.joining("\n")));
        }
        return guide(file);
    }

    /** What the compiler says by itself of a guide that the checker may have refused. */
    CompiledGuide guideUnchecked() {
        return guide(read());
    }

    private CompiledGuide guide(ModelFile file) {
        GuideDeclaration guide = file.script().getDeclarations().stream().filter(GuideDeclaration.class::isInstance)
                .map(GuideDeclaration.class::cast).findFirst().orElseThrow();
        return new ModelCompiler(PARTS, file.locations()).guide(guide, data, interventions(file));
    }

    /** The log likelihood piece by piece. */
    Observations observations() {
        ModelFile file = read();
        return new ModelCompiler(PARTS, file.locations())
                .observations((Model) file.script().getDeclarations().getFirst(), data, interventions(file));
    }

    /** The model as a source of data given its latent sites. */
    Prediction prediction() {
        ModelFile file = read();
        Model model = (Model) file.script().getDeclarations().getFirst();
        return new ModelCompiler(PARTS, file.locations()).prediction(model, data,
                interventions(file), Interventions.observedData(model));
    }

    private ModelFile read() {
        return new ModelReader(REGISTRY).read(text, "test.penumbra");
    }

    private CompiledModel compile(ModelFile file) {
        return new ModelCompiler(PARTS, file.locations())
                .compile((Model) file.script().getDeclarations().getFirst(), data, interventions(file));
    }

    /** Those of all runs in the text. */
    private static Interventions interventions(ModelFile file) {
        return Interventions.of(file.script().getDeclarations().stream().filter(InferDeclaration.class::isInstance)
                .flatMap(run -> ((InferDeclaration) run).getItems().stream()).filter(Intervention.class::isInstance)
                .map(Intervention.class::cast).toList());
    }

    @Override
    public String toString() {
        return Arrays.stream(text.split("\n")).skip(1).map(String::strip).collect(Collectors.joining("; "));
    }
}
