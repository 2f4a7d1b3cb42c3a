package org.penumbra.compiler.code;

import java.util.LinkedHashSet;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Which data arrays a part reads, and how; they are loaded into local variables once, in front of its loops. */
final class ArraysOf {

    /** @param integer whether it is read as integers, for subscripts and bounds */
    record Use(Array array, boolean integer) {
    }

    private final Set<Use> uses = new LinkedHashSet<>();

    private ArraysOf() {
    }

    static Set<Use> part(Part part) {
        ArraysOf found = new ArraysOf();
        part.codes.forEach(found::visit);
        return found.uses;
    }

    private void visit(Part.Code item) {
        switch (item) {
            case Part.Code.Plain plain -> visit(plain.step());
            case Part.Code.Iterate loop -> {
                bounds(loop.loop());
                loop.body().forEach(this::visit);
            }
            case Part.Code.CallPart call -> { }
            case Part.Code.CallKernel call -> { }
            case Part.Code.CallPieces call -> { }
        }
    }

    private void visit(Step step) {
        if (step instanceof Step.Compute compute && compute.node() instanceof Element element) {
            if (element.array().role() != Array.Role.FREE) {
                uses.add(new Use(element.array(), false));
            }
            integers(element.offset());
        } else if (step instanceof Step.Load load) {
            uses.add(new Use(load.source().array(), false));
            integers(load.source().offset());
        } else if (step instanceof Step.Write write) {
            integers(write.scatter().offset());
            if (write.scatter().array() != null) {
                uses.add(new Use(write.scatter().array(), false));
            }
        } else if (step instanceof Step.Call call) {
            call.invoke().inputs().forEach(place -> integers(place.offset()));
            integers(call.invoke().output().offset());
        }
    }

    private void bounds(Loop loop) {
        integers(loop.lower());
        integers(loop.upper());
    }

    private void integers(Expr expression) {
        if (expression instanceof Element element) {
            uses.add(new Use(element.array(), true));
            integers(element.offset());
        } else if (expression instanceof Apply apply) {
            apply.arguments().forEach(this::integers);
        }
    }
}
