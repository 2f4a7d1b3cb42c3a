package org.penumbra.compiler.code;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.util.LinkedHashSet;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;

/** Writes the method of one phase: a loop over rows of a chunk, one or eight at a time. */
abstract class PhaseEmitter {

    /** Parameters before the indices of the loops around: x, out, the chunk's first index, the number of rows. */
    static final int INTEGERS = 2;

    final Part part;
    final VectorPlan plan;
    final Phase phase;
    final CodeBuilder code;
    final PartEmitter scalar;
    int buffer;
    int row;

    PhaseEmitter(ClassEmitter owner, Part part, Phase phase, CodeBuilder code) {
        this.part = part;
        this.plan = owner.plan(part);
        this.phase = phase;
        this.code = code;
        this.scalar = new PartEmitter(owner, part, code);
    }

    final void emit() {
        scalar.enter(INTEGERS + 2);
        buffer = scalar.local(ClassEmitter.ROWS);
        before();
        row = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(row);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(row).iload(code.parameterSlot(3)).branch(Opcode.IF_ICMPGE, end);
        rows();
        code.iinc(row, step()).goto_(head).labelBinding(end);
        after();
        code.return_();
    }

    abstract int step();

    void before() {
    }

    abstract void rows();

    void after() {
    }

    /** Sets the index of the loop for a row of those that are worked on. */
    final void index(int local, int lane) {
        code.iload(code.parameterSlot(2)).iload(row).iadd();
        if (lane != 0) {
            code.loadConstant(lane).iadd();
        }
        code.istore(local);
        scalar.bind(part.kernel.loop().index(), local);
    }

    /** The place of a value that crosses phases, on the stack. */
    final void place(Expr value, int lane) {
        int column = part.kernel.sums().size() + plan.columns().get(value);
        code.aload(buffer).iload(row).loadConstant(column * Lanes.CHUNK + lane).iadd();
    }

    /** Phase of one row at a time. */
    static final class Scalar extends PhaseEmitter {

        private int index;

        Scalar(ClassEmitter owner, Part part, Phase phase, CodeBuilder code) {
            super(owner, part, phase, code);
        }

        @Override
        int step() {
            return 1;
        }

        @Override
        void before() {
            index = code.allocateLocal(TypeKind.INT);
        }

        @Override
        void rows() {
            index(index, 0);
            fetch();
            for (Phase.Node node : phase.nodes()) {
                scalar.compute(node.formula());
                scalar.storeLocal(node.value());
            }
            for (Expr value : phase.stored()) {
                place(value, 0);
                scalar.push(value);
                code.dastore();
            }
            phase.writes().forEach(scalar::write);
        }

        private void fetch() {
            Set<Expr> needed = new LinkedHashSet<>();
            phase.nodes().stream().map(Phase.Node::formula).filter(Apply.class::isInstance)
                    .forEach(formula -> needed.addAll(((Apply) formula).arguments()));
            phase.writes().forEach(write -> needed.add(write.value()));
            phase.nodes().forEach(node -> needed.remove(node.value()));
            for (Expr value : needed) {
                Element source = plan.loads().get(value);
                if (source != null) {
                    scalar.load(source);
                    scalar.storeLocal(value);
                } else if (plan.columns().containsKey(value)) {
                    place(value, 0);
                    code.daload();
                    scalar.storeLocal(value);
                }
            }
        }
    }
}
