package org.penumbra.lang.text;

import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;

/**
 * A stretch of a text.
 *
 * @param offset 0-based, in UTF-16 units
 * @param length in UTF-16 units
 */
public record Region(int offset, int length) {

    /** Nothing, at the start of the text. */
    public static final Region NONE = new Region(0, 0);

    public int end() {
        return offset + length;
    }

    /** Whether a position lies within or at either end. */
    public boolean touches(int position) {
        return offset <= position && position <= end();
    }

    public static Region of(INode node) {
        return new Region(node.getOffset(), node.getLength());
    }

    /** What is written of an element; of the one around it when it is not written itself. */
    public static Region of(EObject element) {
        for (EObject at = element; at != null; at = at.eContainer()) {
            INode node = NodeModelUtils.findActualNodeFor(at);
            if (node != null) {
                return of(node);
            }
        }
        return NONE;
    }

    /** What is written of one feature; of the whole element where the feature is not. */
    public static Region of(EObject element, EStructuralFeature feature) {
        List<INode> nodes = NodeModelUtils.findNodesForFeature(element, feature);
        return nodes.isEmpty() ? of(element) : of(nodes.get(0));
    }
}
