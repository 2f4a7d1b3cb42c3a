package org.penumbra.lang.text;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.conversion.IValueConverterService;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.parser.IAstFactory;
import org.eclipse.xtext.parser.ITokenToStringConverter;
import org.eclipse.xtext.parser.antlr.AntlrTokenToStringConverter;
import org.penumbra.model.NumberLiteral;

/** Creates the model elements that the parser asks for, and turns the text of tokens into their values. */
public final class ModelBuilder implements IAstFactory {

    private final ITokenToStringConverter tokens = new AntlrTokenToStringConverter();
    private final IValueConverterService converters;

    @com.google.inject.Inject
    public ModelBuilder(IValueConverterService converters) {
        this.converters = converters;
    }

    @Override
    public EObject create(EClassifier type) {
        return EcoreUtil.create((EClass) type);
    }

    @Override
    public void set(EObject object, String feature, Object value, String ruleName, INode node) {
        EStructuralFeature target = object.eClass().getEStructuralFeature(feature);
        Object converted = convert(target, value, ruleName, node);
        if (converted != null) {
            object.eSet(target, converted);
        }
        if (object instanceof NumberLiteral literal) {
            literal.setInteger(text(value).chars().allMatch(Character::isDigit));
        }
    }

    @Override
    public void add(EObject object, String feature, Object value, String ruleName, INode node) {
        EStructuralFeature target = object.eClass().getEStructuralFeature(feature);
        @SuppressWarnings("unchecked")
        EList<Object> list = (EList<Object>) object.eGet(target);
        Object converted = convert(target, value, ruleName, node);
        if (converted != null) {
            list.add(converted);
        }
    }

    /** The parser hands tokens, model elements, {@code true} for a keyword that sets a flag, or null after an error. */
    private Object convert(EStructuralFeature target, Object value, String ruleName, INode node) {
        if (value == null || value instanceof EObject || target.getEType().getInstanceClass() == boolean.class) {
            return value;
        }
        String text = text(value);
        if (text.isEmpty()) {
            return null;
        }
        return ruleName == null ? text : converters.toValue(text, ruleName, node);
    }

    private String text(Object token) {
        Object text = token == null ? null : tokens.getTokenAsStringIfPossible(token);
        return text == null ? "" : text.toString();
    }
}
