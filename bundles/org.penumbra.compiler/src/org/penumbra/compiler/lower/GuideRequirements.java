package org.penumbra.compiler.lower;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Type;

/** What a guide block has to keep with its model and its data; what it does not is refused at its place. */
final class GuideRequirements {

    private final GuideDeclaration guide;
    private final Binding binding;
    private final Refusal refusal;

    GuideRequirements(GuideDeclaration guide, Binding binding, Refusal refusal) {
        this.guide = guide;
        this.binding = binding;
        this.refusal = refusal;
    }

    /** Values that the model stores have their names for themselves. */
    void ownNames(RecurrenceLowering recurrences) {
        guide.eAllContents().forEachRemaining(element -> {
            if (element instanceof Assign assign && recurrences.isStored(assign.getName())) {
                throw refusal.at(assign, "PEN-2904", "'" + assign.getName() + "' is a value of the model.",
                        "Give it another name in the guide.");
            }
        });
    }

    /** A site that the run sets: its value stands for it. */
    Value fixed(Sample where, Scope modelScope) {
        String name = where.getName();
        boolean sampled = guide.getModel().getStatements().stream().anyMatch(statement -> draws(statement, name));
        boolean observed = guide.getModel().getStatements().stream().anyMatch(statement ->
                statement instanceof DataDeclaration data && data.getName().equals(name));
        return modelScope.find(name).filter(value -> sampled && !observed).orElseThrow(
                () -> refusal.at(where, "PEN-2943", "'" + name + "' is no latent site of the model '"
                        + guide.getModel().getName() + "'."));
    }

    private static boolean draws(Statement statement, String name) {
        return statement instanceof Sample sample && name.equals(sample.getName())
                || statement instanceof org.penumbra.model.Loop loop
                && loop.getStatements().stream().anyMatch(inner -> draws(inner, name));
    }

    /** What a statement draws has the shape that the model gives it. */
    void shape(Sample sample, List<Integer> expected, List<Integer> found) {
        if (!found.equals(expected)) {
            throw refusal.shapes(sample, "The guide draws '" + sample.getName() + "' with another shape than the model",
                    new Value(expected, at -> null), new Value(found, at -> null));
        }
    }

    /** A type that cuts a distribution does not scale it to 1, which a guide has to be. */
    void whole(Sample sample, Resolved distribution) {
        Type type = sample.getType();
        boolean plain = type == null || type.getName().equals("real") && type.getArguments().isEmpty()
                || type.getName().equals(distribution.signature().support().toString())
                || distribution.signature().structure().filter(kind -> kind.toString().equals(type.getName()))
                        .isPresent();
        if (!plain) {
            throw refusal.at(type, "PEN-2942", "The density of a guide has mass 1, and the type " + type.getName()
                    + " of '" + sample.getName() + "' cuts " + distribution.name() + ".",
                    "Write Truncated(...) or Transformed(...) instead.");
        }
    }

    void noStructure(Sample sample, SiteChart chart, Resolved distribution) {
        if (chart.structure().isPresent()) {
            throw refusal.at(sample, "PEN-2942", "'" + sample.getName() + "' is " + chart.site().support()
                    + " in the model, and " + distribution.name() + " draws independent numbers.",
                    "Use a distribution of such values.");
        }
    }

    void invertible(EObject where, SiteChart chart) {
        if (!chart.isInvertible()) {
            throw refusal.at(where, "PEN-2943", "'" + chart.site().name() + "' has @noncentered in the model in a way "
                    + "that a guide block cannot undo yet.", "Remove @noncentered: the guide draws the site itself.");
        }
    }

    /** A guide is one of the latent sites: nothing that it draws is computed from parameters of the model. */
    void noParametersOf(ModelProgram model, GuideProgram program) {
        Set<Array> read = new LinkedHashSet<>(CoordinatesOf.program(program.density()));
        read.addAll(CoordinatesOf.program(program.draws()));
        model.latents().stream().filter(site -> site.isParameter() && read.contains(site.array())).findFirst()
                .ifPresent(site -> {
                    throw refusal.at(guide, "PEN-2943", "The values of a site that the guide '" + guide.getName()
                            + "' draws depend on the parameter '" + site.name() + "' of the model: by @noncentered, or "
                            + "by the bounds of its distribution.", "Remove @noncentered, or use an automatic guide.");
                });
    }

    /** Each element of each site is drawn once. */
    void allDrawn(Map<String, SiteChart> charts, List<Assignment> drawn) {
        Set<String> missing = new LinkedHashSet<>(charts.keySet());
        drawn.forEach(one -> missing.remove(one.array().name()));
        if (!missing.isEmpty()) {
            throw refusal.at(guide, "PEN-2943", "The guide '" + guide.getName() + "' does not draw "
                    + missing.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ".",
                    "Write a statement " + missing.iterator().next() + " ~ ... in the guide.");
        }
        elements(charts.values().stream().map(SiteChart::array).toList(), drawn);
    }

    private void elements(List<Array> arrays, List<Assignment> drawn) {
        Coverage coverage = new Coverage(binding.data(), "drawn",
                arrays.stream().map(Array::name).collect(Collectors.toSet()));
        for (Assignment one : drawn) {
            coverage.run(new Recurrence(List.of(new Assignment(one.loops(), one.array(), one.offset(), Expr.of(0)))))
                    .ifPresent(this::refuse);
        }
        coverage.missing(arrays).ifPresent(this::refuse);
    }

    private void refuse(Coverage.Fault fault) {
        throw refusal.at(guide, "PEN-2905", fault.message(), "A guide draws each element once.");
    }
}
