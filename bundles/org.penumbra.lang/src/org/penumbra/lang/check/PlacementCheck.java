package org.penumbra.lang.check;

import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Statement;

/** Statements that the grammar allows in any block but that mean something in some only. */
final class PlacementCheck {

    private static final PenumbraPackage MODEL = PenumbraPackage.eINSTANCE;

    /** What a statement is called, and why one is not allowed. */
    private static final Map<EClass, String> WORDS = Map.of(MODEL.getDataDeclaration(), "data",
            MODEL.getParamDeclaration(), "param", MODEL.getReturn(), "return", MODEL.getJointSample(),
            "several names before '~'", MODEL.getFactor(), "factor", MODEL.getSample(), "'~'",
            MODEL.getPlate(), "plate", MODEL.getFor(), "for");

    private final Report report;

    PlacementCheck(Report report) {
        this.report = report;
    }

    void check(Declaration declaration) {
        switch (declaration) {
            case Model model -> statements(model.getStatements(), "a model", "",
                    List.of(MODEL.getReturn(), MODEL.getJointSample()));
            case GuideDeclaration guide -> statements(guide.getStatements(), "a guide", "", List.of(
                    MODEL.getDataDeclaration(), MODEL.getReturn(), MODEL.getFactor()));
            case NetworkDeclaration network -> statements(network.getStatements(), "a network", "", List.of(
                    MODEL.getDataDeclaration(), MODEL.getParamDeclaration(), MODEL.getJointSample(),
                    MODEL.getFactor(), MODEL.getSample(), MODEL.getPlate(), MODEL.getFor()));
            default -> { }
        }
    }

    private void statements(List<Statement> statements, String where, String inside, List<EClass> refused) {
        for (Statement statement : statements) {
            boolean nestedData = !inside.isEmpty() && statement.eClass() == MODEL.getDataDeclaration();
            if (nestedData || refused.contains(statement.eClass())) {
                report.add(LanguageProblem.MISPLACED_STATEMENT.problem("Expected a statement of " + where + ", found "
                        + WORDS.get(statement.eClass()) + (nestedData ? inside : "") + ".")
                        .advise(nestedData ? "Declare data at the top of the model." : ""), statement);
            }
            if (statement instanceof Loop loop) {
                statements(loop.getStatements(), where, " inside a loop", refused);
            }
        }
    }
}
