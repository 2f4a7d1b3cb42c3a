package org.penumbra.lang.check;

import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Range;
import org.penumbra.lang.types.Shape;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Expression;

/** Whether the parameters of a distribution can be what it asks for. */
final class ParameterCheck {

    private final Typing typing;
    private final Report report;

    ParameterCheck(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    /**
     * @param site what the draws are called
     * @param batch the shape that the parameters repeat over: that of the site without the axes of one draw
     */
    void check(String site, ValueType batch, Resolved call) {
        for (Signature.Parameter parameter : call.signature().parameters()) {
            Expression argument = call.arguments().get(parameter.name());
            if (argument != null) {
                ValueType type = typing.of(argument);
                if (elements(parameter, argument, type, call) && shape(site, batch, call, argument, type, parameter)) {
                    support(parameter, argument, type, call);
                }
            }
        }
        boolean along = call.combination() != null && call.combination().alongLastAxis();
        call.parts().forEach(part -> check(site, along ? ValueType.UNKNOWN : batch, part));
    }

    private boolean elements(Signature.Parameter parameter, Expression argument, ValueType type, Resolved call) {
        boolean text = type.element() == ElementType.TEXT;
        boolean real = parameter.support().isDiscrete() && type.element() == ElementType.REAL;
        if (text || real) {
            report.add(LanguageProblem.ELEMENT_MISMATCH
                    .problem("Expected " + (real ? "an integer" : "a number") + " as "
                    + name(parameter, call) + ", found " + (text ? "text" : type.toString()) + "."), argument);
        }
        return !text && !real;
    }

    private boolean shape(String site, ValueType batch, Resolved call, Expression argument, ValueType type,
            Signature.Parameter parameter) {
        int own = call.shapes().slot(parameter.name()).map(slot -> slot.axes().size()).orElse(0);
        if (!type.shape().isKnown() || type.shape().rank() < own) {
            return !type.shape().isKnown();
        }
        Shape outer = new Shape(type.shape().extents().subList(0, type.shape().rank() - own));
        if (outer.fitsInto(batch.shape())) {
            return true;
        }
        report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected the parameter '" + parameter.name()
                + "' to have the shape of '" + site + "', " + typing.describe(batch) + ", found "
                + typing.describe(type) + ".")
                .advise(batch.shape().isScalar() ? "Pick one element with a subscript such as x[i]." : ""), argument);
        return false;
    }

    private void support(Signature.Parameter parameter, Expression argument, ValueType type, Resolved call) {
        Support support = parameter.support();
        if (type.range().misses(support)) {
            report.add(LanguageProblem.OUTSIDE_SUPPORT
                    .problem("Expected " + name(parameter, call) + " to be " + words(support)
                    + ", found " + type.range() + "."), argument);
        } else if (type.isKnown() && type.range().mayLeave(support)) {
            String text = Places.text(argument).replaceAll("\\s+", " ");
            report.add(LanguageProblem.MAY_LEAVE_SUPPORT.problem("Expected " + name(parameter, call) + " to be "
                    + words(support) + ", found '" + text + "', which can be " + type.range() + " here.")
                    .advise(advice(support)), argument);
        }
    }

    private static String name(Signature.Parameter parameter, Resolved call) {
        return "the parameter '" + parameter.name() + "' of " + call.entry().name();
    }

    private static String words(Support support) {
        return switch (support.kind()) {
            case INTEGERS -> support.equals(Support.COUNT) ? "an integer from 0 up" : "an integer of " + support;
            case INTERVAL, LOWER, UPPER -> Range.of(support).toString();
            default -> support.toString();
        };
    }

    private static String advice(Support support) {
        return switch (support.kind()) {
            case POSITIVE, NONNEGATIVE -> "Give it a positive distribution or type, or write exp(...).";
            case INTERVAL -> support.equals(Support.UNIT) ? "Write expit(...), or use the logits." : "";
            default -> "";
        };
    }
}
