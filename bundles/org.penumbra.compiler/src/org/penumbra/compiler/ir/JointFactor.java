package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A part of the joint log density that reads discrete sites: in each iteration of its loops a table over the values of
 * a few elements.
 *
 * @param loops around it, outermost first; their ends are numbers
 * @param reads the elements; two may be the same one in some iterations
 * @param symbols for each read, a loop over its values
 * @param value an entry of the table, on the log scale
 */
public record JointFactor(List<Loop> loops, List<Element> reads, List<Loop> symbols, Expr value) {

    public JointFactor {
        loops = List.copyOf(loops);
        reads = List.copyOf(reads);
        symbols = List.copyOf(symbols);
    }
}
