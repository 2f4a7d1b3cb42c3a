package org.penumbra.math.products;

/** Either precision from panels, with memory that is made when it is first needed. */
final class VectorPart implements Part {

    private final Tiles tiles;
    private VectorDoubles doubles;
    private VectorSingles singles;

    VectorPart(Tiles tiles) {
        this.tiles = tiles;
    }

    @Override
    public void add(Operands operands, int fromRow, int toRow, int fromColumn, int toColumn) {
        if (operands.product.precision() == Precision.DOUBLE) {
            if (doubles == null) {
                doubles = new VectorDoubles(tiles);
            }
            doubles.add(operands, fromRow, toRow, fromColumn, toColumn);
        } else {
            if (singles == null) {
                singles = new VectorSingles(tiles);
            }
            singles.add(operands, fromRow, toRow, fromColumn, toColumn);
        }
    }
}
