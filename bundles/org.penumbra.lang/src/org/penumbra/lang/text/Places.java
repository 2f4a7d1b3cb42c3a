package org.penumbra.lang.text;

import java.util.List;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.penumbra.core.Location;

/**
 * Where model elements stand in the text.
 *
 * @param file the name of the file, as the user gave it
 */
public record Places(String file) implements Function<EObject, Location> {

    /** Start of an element; of the element around it for one that is not written down, such as a column. */
    @Override
    public Location apply(EObject element) {
        for (EObject at = element; at != null; at = at.eContainer()) {
            INode node = NodeModelUtils.findActualNodeFor(at);
            if (node != null) {
                return start(node);
            }
        }
        return Location.of(file);
    }

    /** Start of what one feature of an element says; of the element where the feature is not written. */
    public Location of(EObject element, EStructuralFeature feature) {
        List<INode> nodes = NodeModelUtils.findNodesForFeature(element, feature);
        return nodes.isEmpty() ? apply(element) : start(nodes.get(0));
    }

    /** The text of an element as it is written, without surrounding space. */
    public static String text(EObject element) {
        INode node = NodeModelUtils.findActualNodeFor(element);
        return node == null ? "" : NodeModelUtils.getTokenText(node);
    }

    public Location start(INode node) {
        return at(node, node.getOffset());
    }

    public Location at(INode anyNode, int offset) {
        var place = NodeModelUtils.getLineAndColumn(anyNode, offset);
        return new Location(file, place.getLine(), place.getColumn());
    }
}
