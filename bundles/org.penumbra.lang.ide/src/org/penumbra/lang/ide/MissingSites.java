package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.lang.Analysis;
import org.penumbra.lang.link.Scope;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.JointSample;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/** Statements of a guide for sites that it does not draw: a normal distribution each, sent into their support. */
final class MissingSites {

    private final Analysis analysis;
    private final Description description;

    MissingSites(Analysis analysis, Reference reference) {
        this.analysis = analysis;
        this.description = new Description(analysis, reference);
    }

    /** In the order of the model; those of plates are left to who writes the guide. */
    List<String> statements(GuideDeclaration guide) {
        Map<String, Sample> lacking = new LinkedHashMap<>();
        for (Variable variable : Scope.variables(guide.getModel().getStatements())) {
            if (variable instanceof Sample site && Description.kind(site).equals("latent")
                    && site.eContainer() == guide.getModel()) {
                lacking.putIfAbsent(site.getName(), site);
            }
        }
        Scope.variables(guide.getStatements()).forEach(drawn -> lacking.remove(drawn.getName()));
        for (Statement statement : guide.getStatements()) {
            if (statement instanceof JointSample joint) {
                joint.getSites().forEach(site -> lacking.remove(site.getName()));
            }
        }
        List<String> lines = new ArrayList<>();
        lacking.values().forEach(site -> add(lines, site));
        return lines;
    }

    private void add(List<String> lines, Sample site) {
        String name = site.getName();
        String type = description.type(site);
        if (!site.getIndices().isEmpty() || !type.startsWith("real") || type.contains("[")) {
            return;
        }
        var range = analysis.typing().variables().of(site).range();
        lines.add("param " + name + "Loc : real = 0");
        lines.add("param " + name + "Scale : positive = 0.1");
        String normal = "Normal(" + name + "Loc, " + name + "Scale)";
        boolean below = Double.isFinite(range.low());
        boolean above = Double.isFinite(range.high());
        lines.add(name + " ~ " + (below && above ? "Transformed(" + normal + ", intervalTransform("
                + Reference.number(range.low()) + ", " + Reference.number(range.high()) + "))"
                : below && range.low() == 0 ? "Transformed(" + normal + ", exp)" : normal));
    }
}
