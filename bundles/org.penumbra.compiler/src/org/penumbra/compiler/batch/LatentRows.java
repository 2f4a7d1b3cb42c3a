package org.penumbra.compiler.batch;

import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.expression.Element;

/** What becomes of latent arrays in the program of a minibatch: whole, or cut to the rows that are drawn. */
interface LatentRows {

    /** The element of the row that is drawn; that of the whole array where there are no rows. */
    Element rewritten(Element element, RowExpressions expressions);

    /** The site as the minibatch has it. */
    LatentSite input(LatentSite whole);
}
