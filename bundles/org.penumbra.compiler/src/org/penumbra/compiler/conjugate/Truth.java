package org.penumbra.compiler.conjugate;

import java.util.List;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.lower.Range;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Whether conditions on continuous sites hold almost surely: those that only say what the support is. */
final class Truth {

    /** What is known. */
    enum Answer {
        ALWAYS, NEVER, UNKNOWN
    }

    private final JointModel joint;
    private final List<Loop> around;
    private final Facts facts = new Facts();

    /** @param around loops around what is asked, as they are at that time */
    Truth(JointModel joint, List<Loop> around) {
        this.joint = joint;
        this.around = around;
    }

    private Range range() {
        return new Range(joint.program().data(), joint.bounds(), around);
    }

    /** Whether a power has a positive base, or stands for a square. */
    boolean isPositive(Atom atom) {
        return range().of(new Element(atom.array(), atom.offset())).isPositive();
    }

    boolean isPositive(Expr expression) {
        return range().of(expression).isPositive();
    }

    Range.Interval bounds(Atom atom) {
        return range().of(new Element(atom.array(), atom.offset()));
    }

    Answer of(Expr condition) {
        if (condition instanceof Constant constant) {
            return constant.value() != 0 ? Answer.ALWAYS : Answer.NEVER;
        }
        if (!(condition instanceof Apply apply)) {
            return Answer.UNKNOWN;
        }
        Expr a = apply.argument(0);
        Expr b = apply.arguments().size() > 1 ? apply.argument(1) : null;
        return switch (apply.op()) {
            case AND -> and(of(a), of(b));
            case OR -> not(and(not(of(a)), not(of(b))));
            case NOT -> not(of(a));
            case EQ -> isContinuous(a) != isContinuous(b) ? Answer.NEVER : Answer.UNKNOWN;
            case NE -> isContinuous(a) != isContinuous(b) ? Answer.ALWAYS : Answer.UNKNOWN;
            case LT, LE -> below(a, b);
            default -> Answer.UNKNOWN;
        };
    }

    private static Answer and(Answer a, Answer b) {
        if (a == Answer.NEVER || b == Answer.NEVER) {
            return Answer.NEVER;
        }
        return a == Answer.ALWAYS && b == Answer.ALWAYS ? Answer.ALWAYS : Answer.UNKNOWN;
    }

    private static Answer not(Answer a) {
        return switch (a) {
            case ALWAYS -> Answer.NEVER;
            case NEVER -> Answer.ALWAYS;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    /** An element of a continuous site, which takes no given value almost surely. */
    private boolean isContinuous(Expr expression) {
        return expression instanceof Element && facts.isLatent(expression)
                || expression instanceof Apply apply && facts.isLatent(apply) && switch (apply.op()) {
                    case SUB, ADD, NEG -> true;
                    default -> false;
                };
    }

    /** An end that a continuous site reaches has probability 0, so that below and not above are the same. */
    private Answer below(Expr a, Expr b) {
        Range.Interval low = range().of(a);
        Range.Interval high = range().of(b);
        if (low.high() <= high.low()) {
            return Answer.ALWAYS;
        }
        return low.low() > high.high() ? Answer.NEVER : Answer.UNKNOWN;
    }
}
