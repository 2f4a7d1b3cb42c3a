package org.penumbra.compiler.code;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/** Phase of eight rows at a time, in one vector or in two halves. */
final class VectorPhaseEmitter extends PhaseEmitter {

    private final int width;
    private final VectorCode vectors;
    /** Vectors that are there, and truth values as masks. */
    private final Map<Expr, Integer> values = new HashMap<>();
    private final Map<Expr, Integer> masks = new HashMap<>();
    private final Map<Integer, int[]> totals = new HashMap<>();
    private int lanes;
    private int half;
    private int index;

    VectorPhaseEmitter(ClassEmitter owner, Part part, Phase phase, CodeBuilder code, int width) {
        super(owner, part, phase, code);
        this.width = width;
        this.vectors = new VectorCode(code, width);
    }

    @Override
    int step() {
        return Lanes.COUNT;
    }

    @Override
    void before() {
        lanes = scalar.local(ClassEmitter.LANES);
        index = code.allocateLocal(TypeKind.INT);
        for (int sum : phase.sums()) {
            int[] total = new int[Lanes.COUNT / width];
            for (int h = 0; h < total.length; h++) {
                vectors.species();
                code.aload(lanes).loadConstant(sum * Lanes.COUNT + h * width);
                total[h] = vectors.load();
            }
            totals.put(sum, total);
        }
    }

    @Override
    void after() {
        totals.forEach((sum, total) -> {
            for (int h = 0; h < total.length; h++) {
                code.aload(total[h]).aload(lanes).loadConstant(sum * Lanes.COUNT + h * width);
                vectors.store();
            }
        });
    }

    @Override
    void rows() {
        for (half = 0; half < Lanes.COUNT / width; half++) {
            values.clear();
            masks.clear();
            vectors.begin();
            index(index, half * width);
            phase.nodes().forEach(this::compute);
            for (Expr value : phase.stored()) {
                code.aload(value(value));
                place(value, half * width);
                vectors.store();
            }
            phase.sums().forEach(this::accumulate);
            phase.writes().forEach(this::write);
        }
    }

    private void compute(Phase.Node node) {
        Apply apply = (Apply) node.formula();
        List<Expr> arguments = apply.arguments();
        Op op = apply.op();
        if (VectorOps.isTruth(op)) {
            masks.put(node.value(), truth(op, arguments));
        } else if (op == Op.SELECT) {
            values.put(node.value(),
                    vectors.select(mask(arguments.get(0)), value(arguments.get(1)), value(arguments.get(2))));
        } else if (op.arity() == 1) {
            values.put(node.value(), VectorOps.unary(vectors, op, value(arguments.get(0))));
        } else {
            values.put(node.value(), VectorOps.binary(vectors, op, value(arguments.get(0)), value(arguments.get(1))));
        }
    }

    private int truth(Op op, List<Expr> arguments) {
        return switch (op) {
            case LT -> vectors.less(value(arguments.get(0)), value(arguments.get(1)));
            case LE -> vectors.lessOrEqual(value(arguments.get(0)), value(arguments.get(1)));
            case EQ -> vectors.equal(value(arguments.get(0)), value(arguments.get(1)));
            case NE -> vectors.differ(value(arguments.get(0)), value(arguments.get(1)));
            case AND -> vectors.both(mask(arguments.get(0)), mask(arguments.get(1)));
            case OR -> vectors.either(mask(arguments.get(0)), mask(arguments.get(1)));
            case NOT -> vectors.equal(value(arguments.get(0)), vectors.constant(0));
            default -> throw new IllegalStateException(op + " is no truth value");
        };
    }

    /** Where a condition holds: where it is not 0. */
    private int mask(Expr condition) {
        Integer known = masks.get(condition);
        return known != null ? known : vectors.differ(value(condition), vectors.constant(0));
    }

    private int value(Expr expression) {
        Integer known = values.get(expression);
        if (known == null) {
            known = masks.containsKey(expression)
                    ? vectors.select(masks.get(expression), vectors.constant(1), vectors.constant(0))
                    : fetch(expression);
            values.put(expression, known);
        }
        return known;
    }

    private int fetch(Expr expression) {
        Element source = plan.loads().get(expression);
        if (source != null || plan.columns().containsKey(expression)) {
            vectors.species();
            if (source != null) {
                scalar.place(source);
            } else {
                place(expression, half * width);
            }
            return vectors.load();
        }
        scalar.push(expression);
        int same = vectors.broadcast();
        return expression.equals(part.kernel.loop().index()) ? vectors.plus(same, iota()) : same;
    }

    /** 0, 1, 2... */
    private int iota() {
        vectors.species();
        code.getstatic(KernelEmitter.LANES, "IOTA", ClassEmitter.DOUBLES).iconst_0();
        return vectors.load();
    }

    private void accumulate(int sum) {
        int total = totals.get(sum)[half];
        code.aload(total).aload(value(part.kernel.sums().get(sum).body()))
                .invokevirtual(VectorApi.DOUBLES, "add", VectorApi.OF_TWO).astore(total);
    }

    private void write(Scatter scatter) {
        int added = value(scatter.value());
        if (!scatter.sets()) {
            vectors.species();
            scalar.place(scatter);
            added = vectors.plus(vectors.load(), added);
        }
        code.aload(added);
        scalar.place(scatter);
        vectors.store();
    }
}
