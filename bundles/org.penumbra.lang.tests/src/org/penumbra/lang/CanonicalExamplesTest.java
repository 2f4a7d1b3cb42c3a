package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Problem;
import org.penumbra.core.Problem.Severity;
import org.penumbra.model.Declaration;

class CanonicalExamplesTest {

    @Test
    void noneHasASyntaxError() {
        ModelFile file = Scripts.readTestData("canonical/all.penumbra");
        assertEquals(0, file.problems().stream().filter(p -> p.code().equals("PEN-1001")).count(),
                () -> file.problems().toString());
        assertEquals(15, file.script().getDeclarations().size());
    }

    /** What is left to say is about what is not installed here or not compiled yet, never about the examples. */
    @ParameterizedTest
    @ValueSource(strings = {"Rugged", "EightSchools", "Garch", "predatorPrey", "LotkaVolterra", "svi", "what"})
    void nothingIsSaidOf(String name) {
        ModelFile file = Scripts.readTestData("canonical/all.penumbra");
        List<Declaration> declaration = file.script().getDeclarations().stream()
                .filter(one -> one.getName().equals(name)).toList();
        assertEquals(1, declaration.size());
        assertEquals(List.of(), file.errorsIn(declaration));
    }

    @Test
    void thereAreNoWarnings() {
        ModelFile file = Scripts.readTestData("canonical/all.penumbra");
        assertEquals(List.of(), file.problems().stream().filter(p -> p.severity() == Severity.WARNING).toList());
        assertEquals(Set.of("PEN-1900", "PEN-1401", "PEN-1402"),
                file.problems().stream().map(Problem::code).collect(Collectors.toSet()));
    }
}
