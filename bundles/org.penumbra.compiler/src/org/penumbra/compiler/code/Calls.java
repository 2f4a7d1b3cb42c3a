package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.List;

/** The calls of array functions of one instance of generated code, and of its pieces, which are made when they run. */
final class Calls {

    private final List<BoundCall> all = new ArrayList<>();
    private long bound = Long.MAX_VALUE;

    void add(BoundCall[] calls) {
        for (BoundCall call : calls) {
            call.bound(bound);
            all.add(call);
        }
    }

    /** From now on nothing is called. */
    void skip() {
        all.forEach(BoundCall::skip);
    }

    void bound(long effort) {
        bound = effort;
        all.forEach(call -> call.bound(effort));
    }

    long effort() {
        long sum = 0;
        for (BoundCall call : all) {
            sum += call.effort();
        }
        return sum;
    }
}
