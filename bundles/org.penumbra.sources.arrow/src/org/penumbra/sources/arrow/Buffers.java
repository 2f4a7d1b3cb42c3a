package org.penumbra.sources.arrow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Values where they lie in the file (Apache Arrow columnar format 1.5).
 *
 * @param validity a bit for each value, set where there is one; empty when all are there
 * @param parts the other buffers: values, or offsets and bytes, or views and bytes
 */
record Buffers(Column column, MemorySegment validity, List<MemorySegment> parts) implements Vector {

    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final double TWO_TO_64 = 0x1p64;
    private static final int VIEW = 16;
    private static final int INLINE = 12;
    private static final int PREFIX = 4;
    private static final long LONGEST = 4096;

    @Override
    public boolean isText() {
        return column.kind() == Column.Kind.TEXT || column.kind() == Column.Kind.VIEW;
    }

    boolean isMissing(int row) {
        return column.kind() == Column.Kind.NOTHING || validity.byteSize() > 0 && !bit(validity, row);
    }

    private static boolean bit(MemorySegment bits, int row) {
        return (bits.get(JAVA_BYTE, row >> 3) >> (row & 7) & 1) == 1;
    }

    @Override
    public double number(int row) {
        if (isMissing(row)) {
            return Double.NaN;
        }
        return switch (column.kind()) {
            case TRUTH -> bit(parts.getFirst(), row) ? 1 : 0;
            case WHOLE -> whole(row);
            case FLOAT -> real(row);
            case DECIMAL -> decimal(row);
            default -> Double.NaN;
        };
    }

    private double whole(int row) {
        MemorySegment values = parts.getFirst();
        return switch (column.bits()) {
            case 8 -> column.isSigned() ? values.get(JAVA_BYTE, row) : Byte.toUnsignedInt(values.get(JAVA_BYTE, row));
            case 16 -> column.isSigned() ? values.get(SHORT, 2L * row)
                    : Short.toUnsignedInt(values.get(SHORT, 2L * row));
            case 32 -> column.isSigned() ? values.get(INT, 4L * row)
                    : Integer.toUnsignedLong(values.get(INT, 4L * row));
            default -> {
                long number = values.get(LONG, 8L * row);
                yield column.isSigned() || number >= 0 ? number : number + TWO_TO_64;
            }
        };
    }

    private double real(int row) {
        MemorySegment values = parts.getFirst();
        return switch (column.bits()) {
            case 16 -> Float.float16ToFloat(values.get(SHORT, 2L * row));
            case 32 -> values.get(FLOAT, 4L * row);
            default -> values.get(DOUBLE, 8L * row);
        };
    }

    private double decimal(int row) {
        int width = column.bits() / 8;
        byte[] bytes = parts.getFirst().asSlice((long) width * row, width).toArray(JAVA_BYTE);
        for (int i = 0; i < width / 2; i++) {
            byte low = bytes[i];
            bytes[i] = bytes[width - 1 - i];
            bytes[width - 1 - i] = low;
        }
        return new BigDecimal(new BigInteger(bytes), column.scale()).doubleValue();
    }

    /** Where the list of a row begins among all elements; for the number of rows, where the last one ends. */
    long start(int row) {
        return column.kind() == Column.Kind.LIST ? offset(row) : Math.multiplyExact((long) column.scale(), row);
    }

    private long offset(int row) {
        MemorySegment offsets = parts.getFirst();
        return column.bits() == 64 ? offsets.get(LONG, 8L * row) : offsets.get(INT, 4L * row);
    }

    @Override
    public String text(int row) {
        if (isMissing(row)) {
            return null;
        }
        return column.kind() == Column.Kind.VIEW ? view(row) : offsets(row);
    }

    private String offsets(int row) {
        long from = offset(row);
        return utf8(parts.get(1).asSlice(from, offset(row + 1) - from));
    }

    /** Up to twelve bytes stand in the view itself. */
    private String view(int row) {
        MemorySegment one = parts.getFirst().asSlice((long) VIEW * row, VIEW);
        int length = one.get(INT, 0);
        if (length <= INLINE) {
            return utf8(one.asSlice(PREFIX, length));
        }
        return utf8(parts.get(1 + one.get(INT, PREFIX + 4L)).asSlice(one.get(INT, PREFIX + 8L), length));
    }

    /** Longer than this no number is; in a damaged file every row may be as long as all texts together. */
    private static String utf8(MemorySegment bytes) {
        return new String(bytes.asSlice(0, Math.min(LONGEST, bytes.byteSize())).toArray(JAVA_BYTE),
                StandardCharsets.UTF_8);
    }
}
