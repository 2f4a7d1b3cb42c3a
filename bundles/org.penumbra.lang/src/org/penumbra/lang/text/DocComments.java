package org.penumbra.lang.text;

import java.util.stream.Collectors;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.model.Declaration;
import org.penumbra.model.Script;

/** Moves the documentation comment in front of a declaration into the model. */
public final class DocComments {

    private DocComments() {
    }

    /** Sets {@code documentation} of every declaration that has such a comment. */
    public static void attach(Script script) {
        for (Declaration declaration : script.getDeclarations()) {
            String comment = null;
            for (ILeafNode leaf : NodeModelUtils.findActualNodeFor(declaration).getLeafNodes()) {
                if (!leaf.isHidden()) {
                    break;
                }
                comment = leaf.getText().startsWith("/**") ? leaf.getText() : comment;
            }
            if (comment != null && comment.length() > "/***/".length()) {
                declaration.setDocumentation(clean(comment));
            }
        }
    }

    /** The text without the stars. */
    static String clean(String comment) {
        return comment.substring("/**".length(), comment.length() - "*/".length()).lines()
                .map(line -> line.strip().replaceFirst("^\\*+ ?", "")).collect(Collectors.joining("\n")).strip();
    }
}
