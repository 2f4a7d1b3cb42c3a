package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.InitialPoint;
import org.penumbra.inference.Target;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.math.RandomStream;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;

/**
 * Every block of the language is read without a complaint, compiled with made-up data and evaluated. A block that is
 * marked as wrong gives exactly the messages of the block of text after it (when commands are after it, they are what
 * is checked). A block that starts with {@code infer} belongs to the one before it.
 */
class ModelBlocksTest {

    private static final Registry REGISTRY = Registry.open();
    private static final InstalledParts PARTS = new InstalledParts(REGISTRY.distributions(), REGISTRY.layers());

    static Stream<Arguments> right() {
        return blocks(false);
    }

    static Stream<Arguments> wrong() {
        return blocks(true);
    }

    private static Stream<Arguments> blocks(boolean wrong) {
        List<Arguments> found = new ArrayList<>();
        for (Page page : Repository.find().pages()) {
            List<Block> blocks = page.blocks();
            String before = "";
            for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                if (!block.is("penumbra")) {
                    continue;
                }
                String text = block.text().startsWith("infer ") ? before + block.text() : block.text();
                before = text;
                boolean isWrong = block.isMarked("wrong");
                boolean shown = isWrong && blocks.get(i + 1).is("text");
                if (wrong ? shown : !isWrong) {
                    found.add(Arguments.of(page.path() + ":" + block.line(), text,
                            shown ? blocks.get(i + 1).text() : ""));
                }
            }
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void compileAndHaveADensity(String place, String text, String none) {
        ModelFile file = new ModelReader(REGISTRY).read(text, "model.penumbra");
        assertEquals(List.of(), file.problems().stream().map(Problem::render).toList());
        List<Model> models = file.script().getDeclarations().stream().filter(Model.class::isInstance)
                .map(Model.class::cast).toList();
        assertFalse(models.isEmpty(), "a block holds a model");
        models.forEach(model -> {
            Target target = compile(file, model).target();
            double[] x = InitialPoint.median(target, RandomStream.of(1));
            double[] gradient = new double[x.length];
            assertTrue(Double.isFinite(target.logDensityAndGradient(x, gradient)));
            assertTrue(Arrays.stream(gradient).anyMatch(slope -> slope != 0), "the data speak");
        });
    }

    private static CompiledModel compile(ModelFile file, Model model) {
        return new ModelCompiler(PARTS, file.locations())
                .compile(model, new InventedData(model).arrays());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void giveTheMessagesThatAreShown(String place, String text, String messages) {
        ModelFile file = new ModelReader(REGISTRY).read(text, "model.penumbra");
        assertEquals(messages.strip(), rendered(file).collect(Collectors.joining("\n")));
    }

    /** What reading complains of; when that is nothing, what compiling does. */
    private static Stream<String> rendered(ModelFile file) {
        if (!file.problems().isEmpty()) {
            return file.problems().stream().map(Problem::render);
        }
        Model model = (Model) file.script().getDeclarations().getFirst();
        try {
            compile(file, model);
            return Stream.of("nothing is wrong");
        } catch (PenumbraException refused) {
            return refused.problems().stream().map(Problem::render);
        }
    }

    @Test
    void bothKindsAreThere() {
        assertTrue(right().count() >= 8);
        assertTrue(wrong().count() >= 2);
    }
}
