package org.penumbra.compiler.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Finds the plate whose rows a program reads from outside of memory. */
final class Streams {

    private final ModelProgram program;
    private final Facts facts = new Facts();

    private Streams(ModelProgram program) {
        this.program = program;
    }

    /**
     * The plate; empty when everything that the program reads is in memory.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-2953) when rows are read outside of plates, or in several
     */
    static Optional<PlateLoop> plate(ModelProgram program) {
        return program.streams().isEmpty() ? Optional.empty() : new Streams(program).find();
    }

    private Optional<PlateLoop> find() {
        for (ReportedValue value : program.reported()) {
            if (isStreamed(value.value())) {
                throw refuse("'" + value.name() + "' is reported for every row", null);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        Optional<PlateLoop> found = Optional.empty();
        for (Term term : program.terms()) {
            if (isStreamed(term.value())) {
                PlateLoop plate = around(term);
                names.add(plate.name());
                found = Optional.of(plate);
            }
        }
        if (names.size() > 1) {
            throw refuse("they are read in the plates " + String.join(", ", names), found.get().location());
        }
        return found;
    }

    private boolean isStreamed(Expr expression) {
        return facts.of(expression).batch();
    }

    private PlateLoop around(Term term) {
        List<Loop> loops = term.loops();
        var stream = program.streams().entrySet().iterator().next();
        int rows = stream.getKey().size() / stream.getValue().width();
        return program.plates().stream().filter(plate -> plate.size() == rows)
                .filter(plate -> loops.stream().anyMatch(loop -> loop.index().equals(plate.index()))).findFirst()
                .orElseThrow(() -> refuse("'" + term.site() + "' needs all of them at once", term.location()));
    }

    private static PenumbraException refuse(String why, Location location) {
        return PenumbraException.badInput(Problem.error("PEN-2953", "the rows of the data are read from disk one by "
                + "one, but " + why + ".").at(location)
                .advise("Write what a row adds in one plate over all rows, or give the program more memory."));
    }
}
