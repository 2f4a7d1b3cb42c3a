package org.penumbra.lang.ide;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;

/** What somebody noted beside a statement. */
final class Comments {

    private Comments() {
    }

    /** The comment behind an element on the line that it ends on, without its slashes. */
    static Optional<String> of(EObject element) {
        INode node = NodeModelUtils.findActualNodeFor(element);
        if (node == null) {
            return Optional.empty();
        }
        String text = node.getRootNode().getText();
        int end = text.indexOf('\n', node.getEndOffset());
        String rest = text.substring(Math.min(node.getEndOffset(), text.length()), end < 0 ? text.length() : end);
        int start = rest.indexOf("//");
        boolean own = start >= 0 && rest.substring(0, start).isBlank();
        return own ? Optional.of(rest.substring(start + 2).strip()).filter(note -> !note.isEmpty()) : Optional.empty();
    }
}
