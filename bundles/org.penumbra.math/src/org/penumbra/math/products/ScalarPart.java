package org.penumbra.math.products;

/** Either precision in plain loops, with memory that is made when it is first needed. */
final class ScalarPart implements Part {

    private ScalarDoubles doubles;
    private ScalarSingles singles;

    @Override
    public void add(Operands operands, int fromRow, int toRow, int fromColumn, int toColumn) {
        if (operands.product.precision() == Precision.DOUBLE) {
            if (doubles == null) {
                doubles = new ScalarDoubles();
            }
            doubles.add(operands, fromRow, toRow, fromColumn, toColumn);
        } else {
            if (singles == null) {
                singles = new ScalarSingles();
            }
            singles.add(operands, fromRow, toRow, fromColumn, toColumn);
        }
    }
}
