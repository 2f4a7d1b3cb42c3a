package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Range;
import org.penumbra.lang.text.Region;
import org.penumbra.model.Declaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraPackage.Literals;

/**
 * What can be done with a declaration, above it. The editor does it: the arguments of a command are the URI of the text
 * and the name of the run or model.
 */
final class Lenses {

    /** Fits: arguments are the URI of the text and the name of an {@code infer} block or model. */
    static final String RUN = "penumbra.run";
    /** Draws the graph of a model: arguments are the URI of the text and the name of the model. */
    static final String RENDER = "penumbra.render";

    private Lenses() {
    }

    static List<CodeLens> of(Document document) {
        List<CodeLens> lenses = new ArrayList<>();
        List<Declaration> declarations = document.analysis().script().getDeclarations();
        for (Declaration declaration : declarations) {
            boolean lone = declaration instanceof Model && declarations.stream().noneMatch(other ->
                    other instanceof InferDeclaration run && run.getModel() == declaration);
            if (declaration instanceof InferDeclaration run && run.getModel() != null || lone) {
                lenses.add(lens(document, declaration, "Run", RUN));
            }
            if (declaration instanceof Model) {
                lenses.add(lens(document, declaration, "Graph", RENDER));
            }
        }
        return lenses;
    }

    private static CodeLens lens(Document document, Declaration declaration, String title, String command) {
        Range range = document.lines().range(Region.of(declaration, Literals.DECLARATION__NAME));
        return new CodeLens(range, new Command(title, command, List.of(document.uri(), declaration.getName())), null);
    }
}
