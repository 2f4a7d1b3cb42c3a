package org.penumbra.sources.arrow;

import java.util.List;

/**
 * Values that are named by their number in a dictionary.
 *
 * @param numbers of the values, from 0
 * @param values as many vectors as the dictionary was sent in
 * @param starts number of the first value of each, and of all values at last
 */
record Encoded(Vector numbers, List<Vector> values, int[] starts) implements Vector {

    @Override
    public boolean isText() {
        return !values.isEmpty() && values.getFirst().isText();
    }

    @Override
    public double number(int row) {
        double number = numbers.number(row);
        return Double.isNaN(number) ? number : of((int) number).number((int) number - starts[part((int) number)]);
    }

    @Override
    public String text(int row) {
        double number = numbers.number(row);
        return Double.isNaN(number) ? null : of((int) number).text((int) number - starts[part((int) number)]);
    }

    private Vector of(int number) {
        return values.get(part(number));
    }

    private int part(int number) {
        int part = 0;
        while (number >= starts[part + 1]) {
            part++;
        }
        return part;
    }
}
