package org.penumbra.lang.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.lang.FunctionReference;

/** The table of functions as a whole. */
class BuiltInsTest {

    @Test
    void everyFunctionIsDocumented() {
        assertTrue(BuiltIns.all().size() > 100);
        for (BuiltIn function : BuiltIns.all()) {
            assertTrue(function.documentation().endsWith("."), function.name());
            assertTrue(!function.group().isEmpty(), function.name());
            assertTrue(function.required() <= function.parameters().size() && function.required() > 0, function.name());
        }
    }

    @Test
    void namesAreSortedAndFound() {
        assertEquals(BuiltIns.names().stream().sorted().toList(), List.copyOf(BuiltIns.names()));
        assertTrue(BuiltIns.names().stream().allMatch(name -> BuiltIns.find(name).isPresent()));
        assertTrue(BuiltIns.find("nothing").isEmpty());
    }

    @Test
    void stepsAreThoseWithWholeValues() {
        assertEquals(List.of("sign", "step", "floor", "ceil", "round", "isNaN"),
                BuiltIns.all().stream().filter(BuiltIn::isStep).map(BuiltIn::name).toList());
    }

    @Test
    void theReferenceWritesEveryForm() {
        List<String> forms = FunctionReference.all().stream().flatMap(entry -> entry.forms().stream()).toList();
        assertTrue(forms.containsAll(List.of("exp(x)", "solve(matrix[n, n], b[n, k])", "logMix(p, a, b)",
                "ode(f, u0[n], t0, ts[m], p[k])", "expQuad(x[n], y[m], sigma, length)")), forms::toString);
    }
}
