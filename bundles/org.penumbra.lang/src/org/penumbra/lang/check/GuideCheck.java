package org.penumbra.lang.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.core.Nearest;
import org.penumbra.core.Problem;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Typing;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.JointSample;
import org.penumbra.model.Loop;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/** A guide against its model: every latent site is drawn exactly once, and from values that the model allows. */
final class GuideCheck {

    private final Typing typing;
    private final Report report;
    private final GuideSiteCheck sites;

    GuideCheck(Typing typing, Distributions distributions, Report report) {
        this.typing = typing;
        this.report = report;
        this.sites = new GuideSiteCheck(typing, distributions, report);
    }

    void check(GuideDeclaration guide) {
        if (guide.getModel() == null) {
            return;
        }
        Map<String, Sample> latent = latent(guide);
        Map<String, EObject> drawn = new HashMap<>();
        List<Variable> all = Scope.variables(guide.getModel().getStatements());
        for (Statement statement : statements(guide.getStatements(), new ArrayList<>())) {
            if (statement instanceof Sample sample) {
                site(sample, all, latent, drawn);
            } else if (statement instanceof JointSample joint) {
                joint(joint, all, latent, drawn);
            } else {
                sites.statement(statement);
            }
        }
        latent.keySet().removeAll(drawn.keySet());
        if (!latent.isEmpty()) {
            lacking(guide, latent);
        }
    }

    /** What a guide draws: the latent sites of its model that are not summed out, by name. */
    private Map<String, Sample> latent(GuideDeclaration guide) {
        Map<String, Sample> latent = new LinkedHashMap<>();
        for (Variable variable : Scope.variables(guide.getModel().getStatements())) {
            if (variable instanceof Sample sample && Scope.observed(sample).isEmpty()
                    && typing.variables().element(sample).element() != ElementType.INT) {
                latent.putIfAbsent(sample.getName(), sample);
            }
        }
        return latent;
    }

    private static List<Statement> statements(List<Statement> block, List<Statement> all) {
        for (Statement statement : block) {
            all.add(statement);
            if (statement instanceof Loop loop) {
                statements(loop.getStatements(), all);
            }
        }
        return all;
    }

    private void site(Sample sample, List<Variable> all, Map<String, Sample> latent, Map<String, EObject> drawn) {
        Sample inModel = latent.get(sample.getName());
        if (inModel == null) {
            report.add(other(sample.getName(), all, latent), sample);
            return;
        }
        EObject earlier = drawn.putIfAbsent(sample.getName(), sample);
        if (earlier instanceof JointSample) {
            report.add(repeated(sample.getName(), earlier), sample);
        }
        sites.check(sample, inModel);
    }

    private void joint(JointSample joint, List<Variable> all, Map<String, Sample> latent, Map<String, EObject> drawn) {
        List<INode> names = NodeModelUtils.findNodesForFeature(joint, PenumbraPackage.Literals.JOINT_SAMPLE__SITES);
        for (INode node : names) {
            String name = NodeModelUtils.getTokenText(node);
            Sample inModel = latent.get(name);
            EObject earlier = inModel == null ? null : drawn.putIfAbsent(name, joint);
            Optional<Problem> problem = inModel == null ? Optional.of(other(name, all, latent))
                    : earlier != null ? Optional.of(repeated(name, earlier)) : sites.jointly(joint, inModel);
            problem.ifPresent(wrong -> report.add(wrong.at(report.places().start(node))));
        }
        sites.joint(joint, names.size());
    }

    private static Problem other(String name, List<Variable> all, Map<String, Sample> latent) {
        List<Variable> known = all.stream().filter(variable -> variable.getName().equals(name)).toList();
        String what = known.isEmpty() ? "it does not have" : known.stream().anyMatch(variable ->
                variable instanceof Sample site && Scope.observed(site).isPresent()) ? "it observes"
                : known.stream().anyMatch(ParamDeclaration.class::isInstance) ? "is a parameter, which no guide covers"
                : known.stream().anyMatch(Sample.class::isInstance) ? "it sums out, since it is discrete"
                : "it does not infer";
        return LanguageProblem.GUIDE_DRAWS_OTHER.problem("Expected a latent site of the model, found '" + name
                + "', which " + what + ".").offering(Nearest.to(name, latent.keySet()));
    }

    private Problem repeated(String name, EObject earlier) {
        return LanguageProblem.GUIDE_REPEATS_SITE.problem("Expected each latent site of the model once, found '" + name
                + "' again, which is drawn in " + report.line(earlier) + ".");
    }

    private void lacking(GuideDeclaration guide, Map<String, Sample> lacking) {
        List<String> names = lacking.values().stream()
                .map(site -> "'" + site.getName() + "' (" + report.line(site) + ")").toList();
        report.add(LanguageProblem.GUIDE_LACKS_SITE.problem("Expected every latent site of the model '"
                + guide.getModel().getName() + "' in its guide, found none of that name: " + String.join(", ", names)
                + ".").advise("Write a statement " + lacking.keySet().iterator().next() + " ~ ... in the guide."),
                guide,
                PenumbraPackage.Literals.DECLARATION__NAME);
    }
}
