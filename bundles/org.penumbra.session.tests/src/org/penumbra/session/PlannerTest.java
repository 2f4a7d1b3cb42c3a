package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.model.Argument;
import org.penumbra.model.Component;
import org.penumbra.model.Expression;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Seed;
import org.penumbra.model.Subsample;
import org.penumbra.model.Unary;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

class PlannerTest {

    private static final PenumbraFactory FACTORY = PenumbraFactory.eINSTANCE;

    @TempDir
    Path folder;
    private Registry registry;
    private final InferDeclaration infer = FACTORY.createInferDeclaration();

    @BeforeEach
    void open() {
        registry = FakePlugins.standard().add("algorithm", "Alone", FakePlugins.Throwing.class)
                .add("algorithm", "Counting", FakePlugins.Counting.class, "objective=\"Nothing\"")
                .add("objective", "Nothing", FakePlugins.Nothing.class).registry(folder);
        infer.setName("svi");
        infer.setModel(FACTORY.createModel());
    }

    @Test
    void takesWhatTheFileSays() {
        component("algorithm", "Drawing", null, ModelBuilder.number(7), "rate", ModelBuilder.number(0.25));
        component("guide", "Other");
        Seed seed = FACTORY.createSeed();
        seed.setValue(42);
        infer.getItems().add(seed);
        Plan plan = plan(request());
        assertEquals("Drawing", plan.algorithm().name());
        assertEquals(7, plan.algorithm().optionValues().get("draws"));
        assertEquals(0.25, plan.algorithm().optionValues().get("rate"));
        assertEquals("Other", plan.part(Point.GUIDES).orElseThrow().name());
        assertEquals(Optional.empty(), plan.part(Point.OPTIMIZERS), "its registration names no optimizer");
        assertEquals(42, plan.seed());
        assertEquals("svi", plan.run());
    }

    @Test
    void theRequestWins() {
        component("algorithm", "Drawing", "draws", ModelBuilder.number(7));
        Plan plan = plan(request().withSeed(5).withSetting("algorithm.draws", "9").withPart(Point.GUIDES, "Other"));
        assertEquals(9, plan.algorithm().optionValues().get("draws"));
        assertEquals("Other", plan.part(Point.GUIDES).orElseThrow().name());
        assertEquals(5, plan.seed());
    }

    @Test
    void optionsGoWithTheirPart() {
        component("algorithm", "Drawing", "draws", ModelBuilder.number(7));
        component("guide", "Other");
        Plan plan = plan(request().withPart(Point.ALGORITHMS, "Alone"));
        assertEquals(Map.of(), plan.algorithm().optionValues(), "options of another algorithm do not count");
        assertEquals(Optional.empty(), plan.part(Point.GUIDES), "an algorithm without guide gets none");
    }

    @Test
    void defaultsComeFromTheRegistration() {
        component("algorithm", "Drawing");
        Plan plan = plan(request());
        assertEquals("Plain", plan.part(Point.GUIDES).orElseThrow().name());
        assertEquals(4, plan.algorithm().optionValues().get("draws"));
        assertEquals(Planner.DEFAULT_SEED, plan.seed());
    }

    @Test
    void aMistakeInTheFileIsBadInputAtItsPlace() {
        component("algorithm", "Drawing", "drows", ModelBuilder.number(7));
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> plan(request()));
        assertEquals(ExitCode.BAD_INPUT, wrong.exitCode());
        assertTrue(wrong.getMessage().startsWith("model.penumbra#Component: error"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("draws"), wrong.getMessage());
    }

    @Test
    void anUnknownNameInTheFileIsBadInputAtItsPlace() {
        component("algorithm", "Drawign");
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> plan(request()));
        assertEquals(ExitCode.BAD_INPUT, wrong.exitCode());
        assertTrue(wrong.getMessage().contains("Did you mean Drawing?"), wrong.getMessage());
    }

    @Test
    void aMistakeInTheRequestIsUsage() {
        component("algorithm", "Drawing");
        assertUsage(request().withSetting("algorithm.drows", "7"), "draws");
        assertUsage(request().withSetting("algorithm.draws", "many"), "draws");
        assertUsage(request().withSetting("steps", "7"), "PEN-5012");
        assertUsage(request().withSetting("optimizer.lr", "7"), "PEN-5012");
        assertUsage(request().withPart(Point.GUIDES, "Plian"), "Did you mean Plain");
        assertUsage(request().withPart(Point.ALGORITHMS, "Alone").withPart(Point.GUIDES, "Plain"), "PEN-5011");
    }

    @Test
    void tooManyValuesAreTold() {
        component("algorithm", "Drawing", null, ModelBuilder.number(1), null, ModelBuilder.number(1), null,
                ModelBuilder.number(1), null, ModelBuilder.number(1));
        assertEquals("model.penumbra#Argument: error [PEN-5013] Drawing has 3 options: draws, rate, status; here are"
                + " more values.", assertThrows(PenumbraException.class, () -> plan(request())).getMessage());
    }

    @Test
    void anOptionMayBeArithmeticOnNumbers() {
        Unary minus = FACTORY.createUnary();
        minus.setOperator("-");
        minus.setOperand(ModelBuilder.number(-0.25));
        component("algorithm", "Drawing", "rate", ModelBuilder.binary(minus, "*", ModelBuilder.number(2)));
        assertEquals(0.5, plan(request()).algorithm().optionValues().get("rate"));
    }

    @Test
    void minibatchesOfTheFileAndOfTheRequest() {
        component("algorithm", "Counting");
        subsample("image", 128);
        subsample("word", 10);
        Subsamples planned = plan(request().withSetting("subsample.word", "20")).subsamples();
        assertEquals(Map.of("image", 128, "word", 20), planned.sizes());
        assertEquals(Sampling.INDEPENDENT, planned.sampling());
        assertEquals("image = 128, word = 20", planned.toString());
        assertTrue(plan(request()).subsamples().sizes().containsKey("image"));
    }

    @Test
    void anAlgorithmThatCountsPassesGetsPasses() {
        component("algorithm", "Counting", "epochs", ModelBuilder.number(3));
        subsample("image", 128);
        assertEquals(Sampling.PASSES, plan(request()).subsamples().sampling());
    }

    @Test
    void whatIsNoNumberOfRows() {
        component("algorithm", "Counting");
        assertUsage(request().withSetting("subsample.image", "many"), "PEN-5017");
        assertUsage(request().withSetting("subsample.image", "0"), "PEN-5017");
        subsample("image", 0.5);
        PenumbraException refused = assertThrows(PenumbraException.class, () -> plan(request()));
        assertEquals("PEN-5017", refused.problems().getFirst().code());
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
    }

    @Test
    void anAlgorithmWithoutObjectiveTakesNoMinibatches() {
        component("algorithm", "Drawing");
        assertUsage(request().withSetting("subsample.image", "10"), "PEN-5018");
    }

    private void subsample(String plate, double size) {
        Subsample subsample = FACTORY.createSubsample();
        subsample.setPlate(plate);
        subsample.setSize(ModelBuilder.number(size));
        infer.getItems().add(subsample);
    }

    private void assertUsage(FitRequest request, String said) {
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> plan(request));
        assertEquals(ExitCode.USAGE, wrong.exitCode(), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(said), wrong.getMessage());
    }

    private static FitRequest request() {
        return FitRequest.of(Path.of("m.penumbra"));
    }

    private Plan plan(FitRequest request) {
        return new Planner(registry, ModelBuilder.LOCATIONS).plan(new Selection(infer.getModel(), Optional.of(infer)),
                request);
    }

    /** @param namesAndValues name (or null) and value of each argument */
    private void component(String kind, String name, Object... namesAndValues) {
        Component component = FACTORY.createComponent();
        component.setKind(kind);
        component.setName(name);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Argument argument = FACTORY.createArgument();
            argument.setName((String) namesAndValues[i]);
            argument.setValue((Expression) namesAndValues[i + 1]);
            component.getArguments().add(argument);
        }
        infer.getItems().add(component);
    }
}
