package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    private static final String MODEL = """
            model M {
              data n : int(min = 1)
              data y : real[n]
              mu ~ Normal(0, 1)
            """;

    private static List<String> labels(String marked) {
        return Editor.with(marked).labels();
    }

    @Test
    void declarationsBeginAtTheTop() {
        assertEquals(List.of("model", "guide", "function", "network", "infer"), labels("|"));
        assertEquals(List.of("model"), labels("mo|"));
        assertEquals("model ${1:Name} {\n  data ${2:n} : int(min = 1)\n  $0\n}",
                Editor.with("mo|").completed("model"));
    }

    @Test
    void distributionsFollowATilde() {
        Editor editor = Editor.with(MODEL + "  s ~ HalfC|\n}");
        assertEquals(List.of("HalfCauchy"), editor.labels());
        assertEquals(MODEL + "  s ~ HalfCauchy(${1:scale})$0\n}", editor.completed("HalfCauchy"));
        String documentation = editor.completion("HalfCauchy").getDocumentation().getRight().getValue();
        assertTrue(documentation.contains("- `scale` : positive."), documentation);
        assertTrue(labels(MODEL + "  s ~ |\n}").containsAll(List.of("Normal", "Truncated", "MultivariateNormal")));
    }

    @Test
    void capitalsOfANameAreEnough() {
        assertTrue(labels(MODEL + "  s ~ mvn|\n}").contains("MultivariateNormal"));
        assertEquals("Normal", labels(MODEL + "  s ~ No|\n}").get(0));
    }

    @Test
    void variablesAboveAreOfferedWithTheirTypes() {
        Editor editor = Editor.with(MODEL + "  later ~ Normal(|, 1)\n  after ~ Normal(0, 1)\n}");
        List<String> labels = editor.labels();
        assertEquals(List.of("loc", "scale", "mu", "n", "y"), labels.subList(0, 5).stream().sorted(
                java.util.Comparator.comparing(one -> List.of("loc", "scale", "mu", "n", "y").indexOf(one))).toList());
        assertFalse(labels.contains("after"));
        assertEquals("data : real[n]", editor.completion("y").getDetail());
        assertEquals("latent : real", editor.completion("mu").getDetail());
        assertTrue(labels.contains("exp") && labels.contains("if"));
    }

    @Test
    void statementsBeginOnALineOfTheirOwn() {
        List<String> labels = labels(MODEL + "  |\n}");
        assertTrue(labels.containsAll(List.of("data", "plate", "for", "deterministic", "factor", "y")), labels + "");
        assertFalse(labels.contains("exp"));
    }

    @Test
    void typesFollowAColon() {
        assertTrue(labels("model M { data x : |").containsAll(List.of("real", "int", "simplex", "covCholesky")));
    }

    @Test
    void annotationsFollowADistribution() {
        assertEquals(List.of("noncentered"), labels(MODEL + "  b ~ Normal(0, 1) @|\n}"));
    }

    @Test
    void indicesAreKnownInTheirLoops() {
        assertTrue(labels(MODEL + "  plate item in 1..n {\n    y[|]\n  }\n}").contains("item"));
        assertFalse(labels(MODEL + "  plate item in 1..n {\n    y[item] ~ Normal(mu, 1)\n  }\n  z = |\n}")
                .contains("item"));
    }

    @Test
    void aGuideOffersTheSitesThatItLacks() {
        List<String> labels = labels(MODEL + "  s ~ Gamma(1, 1)\n}\nguide G for M {\n  mu ~ Normal(0, 1)\n  |\n}");
        assertTrue(labels.contains("s") && labels.contains("param"));
        assertFalse(labels.contains("mu"));
    }

    @Test
    void modelsFollowForAndOf() {
        assertEquals(List.of("M"), labels(MODEL + "}\nguide G for |"));
        assertEquals(List.of("M"), labels(MODEL + "}\ninfer r of |"));
        assertEquals(List.of("of"), labels(MODEL + "}\ninfer r |"));
    }

    @Test
    void partsOfARunComeFromTheRegistryWithTheirOptions() {
        String run = MODEL + "}\ninfer r of M {\n  algorithm ";
        Editor editor = Editor.with(run + "SV|\n}");
        assertTrue(editor.labels().contains("SVI"));
        String documentation = editor.completion("SVI").getDocumentation().getRight().getValue();
        assertTrue(documentation.contains("- `steps : integer = "), documentation);
        Editor options = Editor.with(run + "SVI(st|)\n}");
        assertTrue(options.labels().contains("steps"));
        assertTrue(options.completion("steps").getDetail().startsWith("steps : integer = "));
        assertFalse(labels(run + "SVI(steps = 10, st|)\n}").contains("steps"));
    }

    @Test
    void choicesOfAnOptionFollowItsName() {
        Editor editor = Editor.with(MODEL + "}\ninfer r of M {\n  optimizer Adam(lr = |)\n}");
        assertEquals("default", editor.complete().get(0).getDetail());
    }

    @Test
    void guidesOfTheFileStandBesideInstalledOnes() {
        List<String> labels = labels(MODEL + "}\nguide Mine for M { mu ~ Normal(0, 1) }\ninfer r of M {\n  guide |\n}");
        assertEquals("Mine", labels.get(0));
        assertTrue(labels.contains("AutoNormal"));
    }

    @Test
    void settingsBeginOnALineOfTheirOwn() {
        assertTrue(labels(MODEL + "}\ninfer r of M {\n  |\n}").containsAll(List.of("data", "algorithm", "seed",
                "subsample", "do")));
        assertEquals(List.of("missing", "where"), labels(MODEL + "}\ninfer r of M {\n  data \"x.csv\" |\n}"));
        assertEquals(List.of("drop", "error", "impute"), labels(MODEL
                + "}\ninfer r of M {\n  data \"x.csv\" missing = |\n}"));
    }

    @Test
    void columnsOfTheBoundFileAreOffered(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("d.csv"), "height,weight\n1,2\n3,4\n");
        Path file = folder.resolve("m.penumbra");
        String run = MODEL + "}\ninfer r of M {\n  data \"d.csv\" (";
        assertEquals(List.of("n", "y"), new Editor(file.toUri().toString()).open(run + "|)\n}").labels());
        assertEquals(List.of("height", "weight"), new Editor(file.toUri().toString()).open(run + "y = |)\n}")
                .labels().subList(0, 2));
        assertEquals(List.of("d.csv"), new Editor(file.toUri().toString()).open(MODEL
                + "}\ninfer r of M {\n  data \"|\"\n}").labels());
    }

    @Test
    void networksOfferLayersAndResults() {
        String network = "network E(x : real[2]) : (loc : real, scale : positive) {\n  loc = |\n}\n";
        assertTrue(labels(network).contains("Dense"));
        assertEquals(List.of("loc", "scale"), labels("network E(x : real[2]) : (loc : real, scale : positive) {\n"
                + "  loc = Dense(1)(x)\n  scale = exp(Dense(1)(x))\n}\nmodel M {\n  data x : real[2]\n  e = E(x)\n"
                + "  z ~ Normal(e.|)\n}"));
    }

    @Test
    void functionsOfTheFileAreCalledWithTheirParameters() {
        Editor editor = Editor.with("function twice(v : real) : real = 2 * v\n" + MODEL + "  z = twi|\n}");
        assertEquals(List.of("twice"), editor.labels());
        assertTrue(editor.completed("twice").contains("z = twice(${1:v})$0"));
    }

    @Test
    void nothingIsOfferedInCommentsNumbersAndNewNames() {
        assertEquals(List.of(), labels(MODEL + "  // mu|\n}"));
        assertEquals(List.of(), labels(MODEL + "  /* mu| */\n}"));
        assertEquals(List.of(), labels(MODEL + "  x = 1|\n}"));
        assertEquals(List.of(), labels(MODEL + "  data |\n}"));
    }

    @Test
    void anEditorWithoutSnippetsGetsPlainText() {
        Document document = new Document(new org.penumbra.lang.ModelReader(org.penumbra.registry.Registry.open()),
                "memory:/x", 0, "model M { s ~ HalfCau }");
        var items = new Features(org.penumbra.registry.Registry.open(), null).completion.at(document, 21, false);
        assertEquals("HalfCauchy(", items.get(0).getTextEdit().getLeft().getNewText());
    }
}
