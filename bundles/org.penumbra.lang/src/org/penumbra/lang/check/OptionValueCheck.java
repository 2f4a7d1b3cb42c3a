package org.penumbra.lang.check;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Nearest;
import org.penumbra.inference.Options;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.Range;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Expression;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.StringLiteral;
import org.penumbra.model.Unary;

/** Whether the value of an option has the type, and lies within the bounds, that its description says. */
final class OptionValueCheck {

    private final Report report;

    OptionValueCheck(Report report) {
        this.report = report;
    }

    void check(String owner, Options.Description option, Expression value) {
        boolean fits = switch (option.type()) {
            case "number" -> number(value) != null && within(option, number(value));
            case "integer" -> number(value) != null && isInteger(value) && within(option, number(value));
            case "boolean" -> value instanceof BooleanLiteral;
            case "text" -> value instanceof StringLiteral;
            default -> value instanceof StringLiteral word && choices(option).contains(word.getValue());
        };
        if (!fits) {
            report.add(LanguageProblem.WRONG_OPTION_VALUE.problem("Expected " + expected(option) + " as '"
                    + option.name() + "' of " + owner + ", found " + Places.text(value) + ".")
                    .offering(candidates(option, value)).advise(option.help()), value);
        }
    }

    private static Double number(Expression value) {
        return switch (value) {
            case NumberLiteral number -> number.getValue();
            case Unary minus when minus.getOperand() instanceof NumberLiteral number -> -number.getValue();
            default -> null;
        };
    }

    private static boolean isInteger(Expression value) {
        return value instanceof NumberLiteral number ? number.isInteger()
                : value instanceof Unary minus && isInteger(minus.getOperand());
    }

    private static boolean within(Options.Description option, double value) {
        return value >= option.min() && value <= option.max();
    }

    private static List<String> choices(Options.Description option) {
        return Arrays.asList(option.type().split("\\|"));
    }

    private static List<String> candidates(Options.Description option, Expression value) {
        return option.type().contains("|") && value instanceof StringLiteral word
                ? Nearest.to(word.getValue(), choices(option)) : List.of();
    }

    private static String expected(Options.Description option) {
        Range bounds = new Range(option.min(), option.max());
        String bounded = bounds.equals(Range.ALL) ? "" : " (" + bounds + ")";
        return switch (option.type()) {
            case "number" -> "a number" + bounded;
            case "integer" -> "a whole number" + bounded;
            case "boolean" -> "true or false";
            case "text" -> "text in double quotes";
            default -> "one of " + String.join(", ", choices(option));
        };
    }
}
