package org.penumbra.architecture;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The little of a document tree that the checks walk over. */
final class Xml {

    private Xml() {
    }

    /**
     * The root of a document.
     *
     * @throws SAXException when it is not well formed
     */
    static Element parse(String text) throws SAXException {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream().filter(child -> child.getTagName().equals(name)).toList();
    }

    /** The element and all below it. */
    static List<Element> all(Element root) {
        List<Element> found = new ArrayList<>(List.of(root));
        children(root).forEach(child -> found.addAll(all(child)));
        return found;
    }

    /** All elements of a name, at any depth. */
    static List<Element> all(Element root, String name) {
        return all(root).stream().filter(element -> element.getTagName().equals(name)).toList();
    }
}
