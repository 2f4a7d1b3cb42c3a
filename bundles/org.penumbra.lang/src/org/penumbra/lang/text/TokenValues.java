package org.penumbra.lang.text;

import org.eclipse.xtext.conversion.IValueConverterService;
import org.eclipse.xtext.conversion.ValueConverterException;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.util.Strings;

/** From the text of numbers, strings and names to their values and back, by the rule of the grammar that read them. */
public final class TokenValues implements IValueConverterService {

    @Override
    public Object toValue(String text, String rule, INode node) {
        return switch (simpleName(rule)) {
            case "Number" -> number(text, node);
            case "WholeNumber" -> wholeNumber(text, node);
            case "STRING" -> Strings.convertFromJavaString(text.substring(1, text.length() - 1), true);
            default -> text;
        };
    }

    @Override
    public String toString(Object value, String rule) {
        return switch (simpleName(rule)) {
            case "STRING" -> '"' + Strings.convertToJavaString(value.toString(), true) + '"';
            default -> value.toString();
        };
    }

    private static String simpleName(String rule) {
        return rule.substring(rule.lastIndexOf('.') + 1);
    }

    private static Double number(String text, INode node) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException afterASyntaxError) {
            throw new ValueConverterException("expected a number, found '" + text + "'", node, null);
        }
        throw new ValueConverterException("expected a number below 1.8e308, found '" + text + "'", node, null);
    }

    private static Long wholeNumber(String text, INode node) {
        try {
            return Long.valueOf(text.replaceAll("\\s", ""));
        } catch (NumberFormatException outOfRange) {
            throw new ValueConverterException("expected a whole number between " + Long.MIN_VALUE + " and "
                    + Long.MAX_VALUE + ", found '" + text + "'", node, null);
        }
    }
}
