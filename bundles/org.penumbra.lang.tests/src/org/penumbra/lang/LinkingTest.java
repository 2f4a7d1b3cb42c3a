package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.junit.jupiter.api.Test;
import org.penumbra.model.Column;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.JointSample;
import org.penumbra.model.Model;
import org.penumbra.model.Parameter;
import org.penumbra.model.Sample;
import org.penumbra.model.VariableRef;

class LinkingTest {

    private static List<VariableRef> uses(EObject root, String name) {
        List<VariableRef> uses = new ArrayList<>();
        root.eAllContents().forEachRemaining(element -> {
            if (element instanceof VariableRef use && use.getVariable() != null
                    && use.getVariable().getName().equals(name)) {
                uses.add(use);
            }
        });
        return uses;
    }

    @Test
    void dataWinOverTheStatementThatObservesThem() {
        ModelFile file = Scripts.model("y ~ Normal(0, 1) data y : real x = y");
        uses(file.script(), "y").forEach(use -> assertTrue(use.getVariable() instanceof DataDeclaration));
    }

    @Test
    void theFirstStatementOfASiteIsItsDeclaration() {
        ModelFile file = Scripts.model("z[1] ~ Normal(0, 1) v = z[2]"
                + " for t in 2..9 { z[t] ~ Normal(z[t - 1], 1) u = z[t] }");
        Sample first = (Sample) ((Model) file.script().getDeclarations().get(0)).getStatements().get(0);
        List<VariableRef> uses = uses(file.script(), "z");
        assertEquals(3, uses.size());
        uses.forEach(use -> assertSame(first, use.getVariable()));
    }

    @Test
    void aLocalValueOfTheOwnBlockWins() {
        ModelFile file = Scripts.model("plate i in 1..2 { m = i  a[i] ~ Normal(m, 1) }"
                + " plate i in 1..2 { m = 2 * i  b[i] ~ Normal(m, 1) }");
        List<VariableRef> uses = uses(file.script(), "m");
        uses.forEach(use -> assertSame(use.eContainer().eContainer().eContainer().eContainer(),
                use.getVariable().eContainer()));
        assertEquals(2, uses.size());
    }

    @Test
    void theInnermostIndexWins() {
        ModelFile file = Scripts.model("plate i in 1..2 { plate i in 1..i { x[i] ~ Normal(i, 1) } }");
        List<VariableRef> uses = uses(file.script(), "i");
        EObject outer = ((Model) file.script().getDeclarations().get(0)).getStatements().get(0);
        assertSame(outer, uses.get(0).getVariable().eContainer(), "the bound of the inner plate");
        assertTrue(uses.get(1).getVariable() instanceof IndexVariable);
        assertSame(outer, uses.get(1).getVariable().eContainer().eContainer());
    }

    @Test
    void parametersOfFunctionsAndNetworks() {
        ModelFile file = Scripts.read("function f(x : real) = x  network g(x : real) : real { h = x return h }");
        uses(file.script(), "x").forEach(use -> assertTrue(use.getVariable() instanceof Parameter));
        assertEquals(2, uses(file.script(), "x").size());
        assertEquals(1, uses(file.script(), "h").size());
    }

    @Test
    void bindingsReferToDataOnTheLeftAndColumnsOnTheRight() {
        ModelFile file = Scripts.read("""
                model M { data a : real  data b : real  mu ~ Normal(a + b, 1) }
                infer r of M { data "x.csv" (a = b, b = log(exp) + b) where other > 0 }
                """);
        DataBinding data = (DataBinding) ((InferDeclaration) file.script().getDeclarations().get(1)).getItems().get(0);
        assertEquals(List.of("a", "b"), data.getBindings().stream().map(b -> b.getVariable().getName()).toList());
        assertEquals(List.of("b", "exp", "other"), data.getColumns().stream().map(Column::getName).toList());
        assertSame(data.getColumns().get(0), ((VariableRef) data.getBindings().get(0).getValue()).getVariable());
        assertEquals(List.of(), file.problems());
    }

    @Test
    void guidesSeeDataAndSitesOfTheirModel() {
        ModelFile file = Scripts.read("""
                guide G for M { a, b ~ Normal([x, 0], 1) param m : real  z ~ Normal(m, x) }
                model M { data x : positive  a ~ Normal(x, 1)  b ~ Normal(x, 1)  z ~ Normal(x, 1) }
                infer r of M { do x = 1  condition a = 2 }
                """);
        JointSample joint = (JointSample) file.script().eContents().get(0).eContents().get(0);
        assertEquals(List.of("a", "b"), joint.getSites().stream().map(site -> site.getName()).toList());
        assertEquals(6, uses(file.script(), "x").size() + uses(file.script(), "m").size());
        InferDeclaration run = (InferDeclaration) file.script().getDeclarations().get(2);
        assertEquals("x", ((Intervention) run.getItems().get(0)).getVariable().getName());
        assertTrue(file.problems().stream().allMatch(problem -> problem.code().equals("PEN-1900")),
                () -> file.problems().toString());
    }
}
