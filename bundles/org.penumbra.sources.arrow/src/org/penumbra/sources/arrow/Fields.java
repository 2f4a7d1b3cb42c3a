package org.penumbra.sources.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.penumbra.exchange.DataProblem;

/** Finds where each column has its field nodes and buffers, which are numbered through all nested fields. */
final class Fields {

    /** Nested deeper, it is no table of numbers, and what counts them might not return. */
    private static final int DEEPEST = 32;

    /** Digits behind the point, or zeros before it, that no decimal has. */
    private static final int MOST_DIGITS = 1000;

    private final String file;
    private final long most;
    private int node;
    private int buffer;
    private int views;

    private Fields(String file, long most) {
        this.file = file;
        this.most = most;
    }

    /** @param most fields that there can be: in a damaged file the same ones may be reached on many ways */
    static List<Column> of(Schema schema, String file, long most) {
        Fields fields = new Fields(file, most);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            columns.add(fields.column(schema.fields(i)));
        }
        return columns;
    }

    private Column column(Field field) {
        String name = field.name() == null ? "" : field.name();
        if (field.dictionary() == null) {
            Column column = plain(name, field, node, buffer, views);
            pass(field, 0);
            return column;
        }
        Int index = field.dictionary().indexType();
        Column values = plain(name, field, 0, 0, 0);
        Column column = new Column(name, Type.name(field.typeType()), Column.Kind.WHOLE,
                index == null ? 32 : index.bitWidth(), index == null || index.isSigned(), 0, node, buffer, views,
                Optional.empty(), Optional.of(new Column.Dictionary(field.dictionary().id(), values.kind(), values)));
        node++;
        buffer += 2;
        return column;
    }

    private Column plain(String name, Field field, int node, int buffer, int views) {
        Column.Kind kind = kind(field, 0);
        int bits = 32;
        boolean isSigned = true;
        int scale = 0;
        switch (kind) {
            case WHOLE -> {
                Int type = (Int) field.type(new Int());
                bits = type.bitWidth();
                isSigned = type.isSigned();
            }
            case FLOAT -> bits = switch (((FloatingPoint) field.type(new FloatingPoint())).precision()) {
                case Precision.HALF -> 16;
                case Precision.SINGLE -> 32;
                default -> 64;
            };
            case DECIMAL -> {
                Decimal type = (Decimal) field.type(new Decimal());
                bits = type.bitWidth();
                scale = type.scale();
                if (Math.abs((long) scale) > MOST_DIGITS) {
                    throw ArrowFile.damaged(file, "decimals have " + scale + " digits behind the point");
                }
            }
            case TEXT -> bits = field.typeType() == Type.LargeUtf8 ? 64 : 32;
            case LIST -> bits = field.typeType() == Type.LargeList ? 64 : 32;
            case LISTS_OF_ONE_LENGTH -> scale = ((FixedSizeList) field.type(new FixedSizeList())).listSize();
            default -> { }
        }
        Optional<Column> element = kind.isList() ? Optional.of(plain("", field.children(0), node + 1,
                buffer + buffers(field), views)) : Optional.empty();
        return new Column(name, type(field), kind, bits, isSigned, scale, node, buffer, views, element,
                Optional.empty());
    }

    private static String type(Field field) {
        int type = Byte.toUnsignedInt(field.typeType());
        return type < Type.names.length ? Type.name(type) : "type " + type;
    }

    /** Lists are read when there are numbers in them, or lists of numbers. */
    private static Column.Kind kind(Field field, int depth) {
        return switch (field.typeType()) {
            case Type.Null -> Column.Kind.NOTHING;
            case Type.Bool -> Column.Kind.TRUTH;
            case Type.Int -> Column.Kind.WHOLE;
            case Type.FloatingPoint -> Column.Kind.FLOAT;
            case Type.Decimal -> Column.Kind.DECIMAL;
            case Type.Utf8, Type.LargeUtf8 -> Column.Kind.TEXT;
            case Type.Utf8View -> Column.Kind.VIEW;
            case Type.List, Type.LargeList -> isNumeric(field, depth) ? Column.Kind.LIST : Column.Kind.OTHER;
            case Type.FixedSizeList -> isNumeric(field, depth) ? Column.Kind.LISTS_OF_ONE_LENGTH : Column.Kind.OTHER;
            default -> Column.Kind.OTHER;
        };
    }

    private static boolean isNumeric(Field list, int depth) {
        if (depth > DEEPEST || list.childrenLength() != 1 || list.children(0).dictionary() != null) {
            return false;
        }
        return switch (kind(list.children(0), depth + 1)) {
            case TRUTH, WHOLE, FLOAT, DECIMAL, LIST, LISTS_OF_ONE_LENGTH -> true;
            default -> false;
        };
    }

    /** Counts what a field and those in it have, depth first. */
    private void pass(Field field, int depth) {
        node++;
        if (depth > DEEPEST || node > most) {
            throw ArrowFile.damaged(file, "fields are nested too deep, or too many");
        }
        buffer += buffers(field);
        views += field.typeType() == Type.Utf8View || field.typeType() == Type.BinaryView ? 1 : 0;
        for (int i = 0; i < field.childrenLength(); i++) {
            Field child = field.children(i);
            if (child.dictionary() == null) {
                pass(child, depth + 1);
            } else {
                node++;
                buffer += 2;
            }
        }
    }

    private int buffers(Field field) {
        return switch (field.typeType()) {
            case Type.Null, Type.RunEndEncoded -> 0;
            case Type.Struct_, Type.FixedSizeList -> 1;
            case Type.Int, Type.FloatingPoint, Type.Bool, Type.Decimal, Type.Date, Type.Time, Type.Timestamp,
                    Type.Interval, Type.Duration, Type.FixedSizeBinary, Type.List, Type.LargeList, Type.Map,
                    Type.Utf8View, Type.BinaryView -> 2;
            case Type.Utf8, Type.LargeUtf8, Type.Binary, Type.LargeBinary, Type.ListView, Type.LargeListView -> 3;
            case Type.Union -> ((Union) field.type(new Union())).mode() == UnionMode.Sparse ? 1 : 2;
            default -> throw DataProblem.of("PEN-2518", file, "the column " + DataProblem.quote(field.name())
                    + " is of a kind that is not known here.", "Leave it out.");
        };
    }
}
