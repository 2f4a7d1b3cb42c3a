package org.penumbra.lang.types;

import org.eclipse.emf.ecore.EObject;

/**
 * What is known of a value before anything runs.
 *
 * @param element of its elements
 * @param shape its extents
 * @param range bounds of its elements
 * @param origin the declaration or expression that the shape comes from, for messages; null when it is a plain scalar
 */
public record ValueType(ElementType element, Shape shape, Range range, EObject origin) {

    /** Nothing is known: follows a problem that was reported already. */
    public static final ValueType UNKNOWN = new ValueType(ElementType.UNKNOWN, Shape.UNKNOWN, Range.ALL, null);

    public static ValueType scalar(ElementType element, Range range) {
        return new ValueType(element, Shape.SCALAR, range, null);
    }

    public static ValueType of(ElementType element, Shape shape, Range range, EObject origin) {
        return new ValueType(element, shape, range, origin);
    }

    public ValueType withShape(Shape newShape) {
        return new ValueType(element, newShape, range, origin);
    }

    public ValueType withElement(ElementType newElement) {
        return new ValueType(newElement, shape, range, origin);
    }

    public ValueType withRange(Range newRange) {
        return new ValueType(element, shape, newRange, origin);
    }

    public ValueType from(EObject newOrigin) {
        return new ValueType(element, shape, range, newOrigin);
    }

    public boolean isKnown() {
        return element != ElementType.UNKNOWN;
    }

    /** As a declaration would write it: {@code real[n]}. */
    @Override
    public String toString() {
        return shape.isScalar() ? element.toString() : element.toString() + shape;
    }
}
