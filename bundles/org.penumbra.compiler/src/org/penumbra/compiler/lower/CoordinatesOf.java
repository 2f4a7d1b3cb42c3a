package org.penumbra.compiler.lower;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** Which free coordinates the terms, stored values and reported values of a program read. */
final class CoordinatesOf {

    private final Set<Array> arrays = new LinkedHashSet<>();
    private final Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private CoordinatesOf() {
    }

    static Set<Array> program(ModelProgram program) {
        CoordinatesOf found = new CoordinatesOf();
        program.terms().forEach(term -> found.visit(term.total()));
        program.latents().forEach(site -> found.visit(site.value()));
        program.reported().forEach(value -> found.visit(value.value()));
        for (Recurrence recurrence : program.recurrences()) {
            for (Recurrence.Step step : recurrence.steps()) {
                if (step instanceof Recurrence.Assignment one) {
                    found.visit(one.value());
                }
            }
        }
        return found.arrays;
    }

    private void visit(Expr expression) {
        if (!seen.add(expression)) {
            return;
        }
        switch (expression) {
            case Constant constant -> { }
            case Index index -> { }
            case Element element -> {
                if (element.array().role() == Array.Role.FREE) {
                    arrays.add(element.array());
                }
                visit(element.offset());
            }
            case Apply apply -> apply.arguments().forEach(this::visit);
            case Sum sum -> visit(sum.body());
        }
    }
}
