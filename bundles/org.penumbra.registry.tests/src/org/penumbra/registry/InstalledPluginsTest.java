package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Options;

/** What holds of the two test plug-ins wherever the registry reads them from. */
abstract class InstalledPluginsTest {

    /** A registry that sees the good and the bad plug-in. */
    abstract Registry registry();

    @Test
    void listsEverythingByNameThenBundle() {
        assertEquals(List.of("BadConstructor", "BadEndless", "BadFit", "BadForgotten", "BadHidden", "BadInitialiser",
                "BadLinkage", "BadMissing", "BadNull", "BadOptions", "BadOptionsMissing", "BadType",
                "TestLaplaceLike"), names(Point.ALGORITHMS));
        assertEquals(List.of("BadGuide", "TestShiftedNormal", "TestUntouched"), names(Point.GUIDES));
        assertEquals(List.of("TestPathELBO"), names(Point.OBJECTIVES));
        assertEquals(List.of("TestSignStep", "TestTwice", "TestTwice"), names(Point.OPTIMIZERS));
        assertEquals(List.of("BadDiagnostic", "TestDrawCount"), names(Point.DIAGNOSTICS));
        assertEquals(List.of("BadDensity", "TestArcsine"), names(Point.DISTRIBUTIONS));
    }

    @Test
    void knowsWhatTheRegistrationSays() {
        Contribution guide = registry().require(Point.GUIDES, "TestShiftedNormal");
        assertEquals("A normal with one common scale for all coordinates.", guide.documentation());
        assertEquals(Installed.GOOD, guide.bundle());
        assertEquals(Point.GUIDES, guide.point());
        assertEquals("guide 'TestShiftedNormal'", guide.toString());
        assertTrue(guide.attribute("optimizer").isEmpty());
        assertEquals("org.penumbra.testplugins.good.TestShiftedNormal", guide.attribute("class").orElseThrow());
    }

    @Test
    void createsEveryKind() {
        Registry registry = registry();
        registry.require(Point.ALGORITHMS, "TestLaplaceLike").create(Algorithm.class);
        registry.require(Point.GUIDES, "TestShiftedNormal").create(GuideFamily.class);
        registry.require(Point.OBJECTIVES, "TestPathELBO").create(Objective.class);
        registry.require(Point.OPTIMIZERS, "TestSignStep").create(Optimizer.class);
        registry.require(Point.DIAGNOSTICS, "TestDrawCount").create(Diagnostic.class);
        registry.require(Point.DISTRIBUTIONS, "TestArcsine").create(Distribution.class);
    }

    @Test
    void findsTheOptionRecord() {
        Registry registry = registry();
        Class<? extends Record> type = registry.require(Point.ALGORITHMS, "TestLaplaceLike").optionsType();
        assertEquals(List.of("steps", "draws"),
                Options.describe(type).stream().map(Options.Description::name).toList());
        assertSame(Contribution.NoOptions.class, registry.require(Point.ALGORITHMS, "BadNull").optionsType());
    }

    @Test
    void theCatalogueReadsSignatures() {
        DistributionEntry entry = registry().distributions().find("TestArcsine").orElseThrow();
        Signature signature = entry.signatures().getFirst();
        assertEquals(Installed.GOOD, entry.bundle());
        assertEquals(Support.parse("interval(low, high)"), signature.support());
        assertEquals(new Signature.Parameter("high", Support.REAL, "Upper end, above low.", 1.0),
                signature.parameters().get(1));
        Distribution distribution = signature.distribution().get();
        assertEquals(0.5, distribution.mean(new double[] {0, 1}));
        assertSame(distribution, signature.distribution().get());
    }

    @Test
    void theCatalogueLeavesOutWhatIsWrong() {
        assertEquals(List.of("BadDensity", "TestArcsine"), List.copyOf(registry().distributions().names()));
        assertTrue(registry().distributions().find("TestArcsin").isEmpty());
        assertEquals("PEN-4007", failure(() -> registry().distributions().find("BadSupport")).code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "BadConstructor; PEN-4006; algorithm 'BadConstructor': creating org.penumbra.testplugins.bad.BadConstructor"
            + " failed with java.lang.IllegalStateException: no licence found.",
        "BadInitialiser; PEN-4006; algorithm 'BadInitialiser': creating org.penumbra.testplugins.bad.BadInitialiser"
            + " failed with java.lang.NumberFormatException: For input string: \"low\".",
        "BadLinkage; PEN-4006; algorithm 'BadLinkage': creating org.penumbra.testplugins.bad.BadLinkage"
            + " failed with java.lang.NoClassDefFoundError: com/example/Solver.",
        "BadMissing; PEN-4004; algorithm 'BadMissing': there is no class org.penumbra.testplugins.bad.Nowhere"
            + " in the bundle.",
        "BadType; PEN-4005; algorithm 'BadType': its class org.penumbra.testplugins.bad.BadType does not implement"
            + " org.penumbra.inference.Algorithm.",
        "BadForgotten; PEN-4005; algorithm 'BadForgotten': its class takes options of"
            + " org.penumbra.testplugins.bad.BadForgotten$Options, but the registration has no attribute 'options'.",
        "BadHidden; PEN-4006; algorithm 'BadHidden': its class org.penumbra.testplugins.bad.BadHidden needs to be"
            + " public and concrete, with a public constructor without arguments."})
    void reportsWhatCannotBeCreated(String name, String code, String message) {
        Registry registry = registry();
        Problem problem = failure(() -> registry.require(Point.ALGORITHMS, name).create(Algorithm.class));
        assertEquals(code, problem.code());
        assertEquals(message, problem.message());
        assertEquals(Installed.BAD, problem.origin());
        assertTrue(registry.problems().contains(problem), "remembered");
        registry.require(Point.ALGORITHMS, "TestLaplaceLike").create(Algorithm.class);
    }

    @Test
    void reportsOptionsThatAreNone() {
        Registry registry = registry();
        assertEquals("PEN-4005",
                failure(() -> registry.require(Point.ALGORITHMS, "BadOptions").optionsType()).code());
        assertEquals("PEN-4004",
                failure(() -> registry.require(Point.ALGORITHMS, "BadOptionsMissing").optionsType()).code());
    }

    @Test
    void reportsADistributionWithoutItsClassEveryTime() {
        Signature signature = registry().distributions().find("BadDensity").orElseThrow().signatures().getFirst();
        for (int time = 0; time < 2; time++) {
            Problem problem = failure(() -> signature.distribution().get());
            assertEquals("PEN-4004", problem.code());
            assertEquals(Installed.BAD, problem.origin());
        }
    }

    @Test
    void handsOutNeitherOfTwoWithOneName() {
        Problem problem = failure(() -> registry().find(Point.OPTIMIZERS, "TestTwice"));
        assertEquals("error [PEN-4002] org.penumbra.testplugins.bad and org.penumbra.testplugins.good: optimizer"
                + " 'TestTwice' is registered 2 times; none of them is used. Remove one of the bundles.",
                problem.render());
        assertEquals("org.penumbra.testplugins.good.TestSignStep",
                registry().contributions(Point.OPTIMIZERS).getLast().attribute("class").orElseThrow());
    }

    @Test
    void refusesByNameWhatIsRegisteredWrongly() {
        Problem problem = failure(() -> registry().require(Point.GUIDES, "BadUnregistered"));
        assertEquals("error [PEN-4003] org.penumbra.testplugins.bad: guide 'BadUnregistered' needs the attribute"
                + " 'class'.", problem.render());
    }

    @Test
    void offersTheNearestNameForAnUnknownOne() {
        PenumbraException unknown = assertThrows(PenumbraException.class,
                () -> registry().require(Point.GUIDES, "TestShiftNormal"));
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        assertEquals("error [PEN-4001] there is no guide 'TestShiftNormal'. Did you mean TestShiftedNormal?",
                unknown.getMessage());
        assertTrue(registry().find(Point.GUIDES, "TestShiftNormal").isEmpty());
    }

    @Test
    void collectsWhatIsWrongWithRegistrations() {
        Set<String> problems = registry().problems().stream().map(Problem::render)
                .collect(Collectors.toCollection(TreeSet::new));
        String bad = "org.penumbra.testplugins.bad: ";
        assertEquals(new TreeSet<>(Set.of(
                "error [PEN-4002] org.penumbra.testplugins.bad and org.penumbra.testplugins.good: optimizer"
                        + " 'TestTwice' is registered 2 times; none of them is used. Remove one of the bundles.",
                "error [PEN-4003] " + bad + "<guide> needs the attribute 'name'.",
                "error [PEN-4003] " + bad + "guide 'BadUnregistered' needs the attribute 'class'.",
                "error [PEN-4003] " + bad + "the extension point org.penumbra.inference.guides expects <guide>,"
                        + " found <gudie>.",
                "error [PEN-4007] " + bad + "distribution 'BadBound': the support lower(bottom) names 'bottom', which"
                        + " is not a parameter.",
                "error [PEN-4007] " + bad + "distribution 'BadDefault': the default -1 of the parameter 'scale' is not"
                        + " positive.",
                "error [PEN-4007] " + bad + "distribution 'BadSupport': in <signature>: unknown support"
                        + " 'everywhere'.")), problems);
    }

    private List<String> names(Point point) {
        return registry().contributions(point).stream().map(Contribution::name).toList();
    }

    private static Problem failure(Runnable work) {
        PenumbraException failure = assertThrows(PenumbraException.class, work::run);
        assertEquals(ExitCode.PLUGIN_FAILED, failure.exitCode());
        return failure.problems().getFirst();
    }
}
