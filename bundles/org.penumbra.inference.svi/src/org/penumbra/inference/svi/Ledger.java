package org.penumbra.inference.svi;

import java.util.Arrays;

/** Numbers written one after another, and read back in the same order. */
final class Ledger {

    private double[] numbers;
    private int size;
    private int cursor;

    Ledger() {
        this.numbers = new double[64];
    }

    Ledger(double[] numbers) {
        this.numbers = numbers;
        this.size = numbers.length;
    }

    void clear() {
        size = 0;
    }

    void put(double number) {
        ensure(1);
        numbers[size++] = number;
    }

    /** Its length, then its numbers. */
    void put(double[] array) {
        put(array.length);
        ensure(array.length);
        System.arraycopy(array, 0, numbers, size, array.length);
        size += array.length;
    }

    private void ensure(int more) {
        if (size + more > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(size + more, 2 * numbers.length));
        }
    }

    /** @throws IllegalArgumentException when everything has been read */
    double next() {
        if (cursor >= size) {
            throw new IllegalArgumentException("a state of SVI ends after " + size + " numbers, more were expected");
        }
        return numbers[cursor++];
    }

    /** A whole number from 0 to a limit. */
    int nextCount(int limit) {
        double count = next();
        if (!(count >= 0 && count <= limit && count == Math.rint(count))) {
            throw new IllegalArgumentException("a state of SVI has the count " + count + " where 0 to " + limit
                    + " was expected");
        }
        return (int) count;
    }

    double[] nextArray() {
        int length = (int) next();
        if (length < 0 || length > size - cursor) {
            throw new IllegalArgumentException("a state of SVI has an array of " + length + " numbers where "
                    + (size - cursor) + " are left");
        }
        cursor += length;
        return Arrays.copyOfRange(numbers, cursor - length, cursor);
    }

    /** An array whose length is known. */
    void nextInto(double[] array) {
        double[] read = nextArray(array.length);
        System.arraycopy(read, 0, array, 0, array.length);
    }

    /** A new array whose length is known. */
    double[] nextArray(int length) {
        double[] read = nextArray();
        if (read.length != length) {
            throw new IllegalArgumentException("a state of SVI has " + read.length + " numbers where " + length
                    + " were expected: it belongs to another model, guide or optimiser");
        }
        return read;
    }

    double[] all() {
        return Arrays.copyOf(numbers, size);
    }
}
