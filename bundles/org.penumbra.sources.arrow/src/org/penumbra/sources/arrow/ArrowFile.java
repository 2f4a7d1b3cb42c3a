package org.penumbra.sources.arrow;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;

/**
 * The parts of an Arrow file, found by its footer (Apache Arrow columnar format 1.5, "IPC File Format"). What is read
 * lies in the mapped file; a position outside of it is noticed when it is read from.
 */
final class ArrowFile {

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** The shortest that a block of the footer, or a field, can be. */
    private static final int SHORTEST = 4;

    /**
     * The last vector of a column, which is asked for again by the next rows of the same batch: what was compressed is
     * expanded once.
     */
    private record Known(int batch, Vector vector) {
    }

    private final String name;
    private final MemorySegment bytes;
    private final List<Column> columns;
    private final List<Batch> batches = new ArrayList<>();
    private final Map<Long, List<Batch>> dictionaries = new HashMap<>();
    private final Map<Column, Known> latest = new ConcurrentHashMap<>();
    private int rows;
    private long expanded;

    private ArrowFile(String name, MemorySegment bytes) {
        this.name = name;
        this.bytes = bytes;
        Footer footer = footer();
        if (footer.schema().endianness() != Endianness.Little) {
            throw DataProblem.of("PEN-2518", name, "its numbers have their high bytes first.",
                    "Write the file on a machine of the usual kind.");
        }
        requireBelow(footer.schema().fieldsLength(), "columns");
        requireBelow(footer.recordBatchesLength(), "batches");
        requireBelow(footer.dictionariesLength(), "dictionaries");
        this.columns = List.copyOf(Fields.of(footer.schema(), name, bytes.byteSize() / SHORTEST));
        requireDifferentNames();
        for (int i = 0; i < footer.dictionariesLength(); i++) {
            addDictionary(footer.dictionaries(i));
        }
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            addBatch(footer.recordBatches(i));
        }
        if (rows == 0) {
            throw DataProblem.of("PEN-2505", name, "there are columns, but no rows.", "Add rows.");
        }
    }

    /**
     * @throws PenumbraException (BAD_INPUT) for what is no such file, or a damaged one (PEN-2517), what is not read
     *         here (PEN-2518), no rows (PEN-2505) or two columns of one name (PEN-2506)
     */
    static ArrowFile of(String name, MemorySegment bytes) {
        return guarded(name, () -> new ArrowFile(name, bytes));
    }

    /** Runs something that reads: what leads outside of the file is a damage of the file. */
    <T> T guarded(Supplier<T> reading) {
        return guarded(name, reading);
    }

    private static <T> T guarded(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PenumbraException known) {
            throw known;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException | NullPointerException
                | NegativeArraySizeException | ClassCastException | AssertionError outside) {
            throw damaged(name, "something in it leads to where nothing is");
        }
    }

    static PenumbraException damaged(String name, String why) {
        return DataProblem.of("PEN-2517", name, "this is no complete Arrow file: " + why + ".",
                "Write it again, as a file (not as a stream).");
    }

    private Footer footer() {
        long size = bytes.byteSize();
        if (size < 2L * MAGIC.length + 2 + Integer.BYTES || !isMagic(0) || !isMagic(size - MAGIC.length)) {
            throw damaged(name, "it does not begin and end with ARROW1");
        }
        int length = bytes.get(INT, size - MAGIC.length - Integer.BYTES);
        return Footer.getRootAsFooter(buffer(size - MAGIC.length - Integer.BYTES - length, length));
    }

    private boolean isMagic(long at) {
        return bytes.asSlice(at, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
    }

    private ByteBuffer buffer(long at, long length) {
        return bytes.asSlice(at, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void requireBelow(int count, String what) {
        if (count > bytes.byteSize() / SHORTEST) {
            throw damaged(name, "it says that it has " + count + " " + what);
        }
    }

    private void requireDifferentNames() {
        Set<String> seen = new HashSet<>();
        columns.stream().map(Column::name).filter(one -> !seen.add(one)).findFirst().ifPresent(twice -> {
            throw DataProblem.of("PEN-2506", name, "there are two columns " + DataProblem.quote(twice) + ".",
                    "Rename one.");
        });
    }

    private Message message(Block block) {
        long at = block.offset();
        int prefix = bytes.get(INT, at) == -1 ? 2 * Integer.BYTES : Integer.BYTES;
        int length = bytes.get(INT, at + prefix - Integer.BYTES);
        return Message.getRootAsMessage(buffer(at + prefix, length));
    }

    private MemorySegment body(Block block) {
        return bytes.asSlice(Math.addExact(block.offset(), block.metaDataLength()), block.bodyLength());
    }

    private void addBatch(Block block) {
        Message message = message(block);
        if (message.headerType() != MessageHeader.RecordBatch) {
            throw damaged(name, "rows are expected where something else is");
        }
        RecordBatch header = (RecordBatch) message.header(new RecordBatch());
        Batch batch = Batch.of(header, body(block));
        rows = Math.addExact(rows, length(header));
        expanded += batch.compression().isEmpty() ? 0 : batch.bytes();
        if (rows > Byte.SIZE * (bytes.byteSize() + expanded)) {
            throw damaged(name, "it says that it has " + rows + " rows");
        }
        batches.add(batch);
    }

    private void addDictionary(Block block) {
        Message message = message(block);
        if (message.headerType() != MessageHeader.DictionaryBatch) {
            throw damaged(name, "values are expected where something else is");
        }
        DictionaryBatch header = (DictionaryBatch) message.header(new DictionaryBatch());
        List<Batch> known = dictionaries.computeIfAbsent(header.id(), id -> new ArrayList<>());
        if (!header.isDelta()) {
            known.clear();
        }
        known.add(Batch.of(header.data(), body(block)));
    }

    private int length(RecordBatch header) {
        int length = Math.toIntExact(header.length());
        if (length < 0) {
            throw damaged(name, "it says that a batch has " + length + " rows");
        }
        return length;
    }

    String name() {
        return name;
    }

    List<Column> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    int batches() {
        return batches.size();
    }

    int length(int batch) {
        return length(batches.get(batch).header());
    }

    /** The values of a column in one batch. */
    Vector vector(Column column, int batch) {
        Known last = latest.get(column);
        if (last == null || last.batch() != batch) {
            Buffers own = buffers(column, batches.get(batch));
            last = new Known(batch, column.dictionary().isEmpty() ? own : encoded(own, column.dictionary().get()));
            latest.put(column, last);
        }
        return last.vector();
    }

    private Encoded encoded(Buffers numbers, Column.Dictionary dictionary) {
        List<Batch> sent = dictionaries.getOrDefault(dictionary.id(), List.of());
        int[] starts = new int[sent.size() + 1];
        for (int k = 0; k < sent.size(); k++) {
            starts[k + 1] = Math.addExact(starts[k], length(sent.get(k).header()));
        }
        return new Encoded(numbers, sent.stream().<Vector>map(one -> buffers(dictionary.values(), one)).toList(),
                starts);
    }

    private Buffers buffers(Column column, Batch batch) {
        RecordBatch header = batch.header();
        int at = column.buffer();
        for (int k = 0; k < column.views(); k++) {
            at = Math.addExact(at, Math.toIntExact(header.variadicBufferCounts(k)));
        }
        int count = switch (column.kind()) {
            case NOTHING, LISTS_OF_ONE_LENGTH -> 0;
            case TEXT -> 2;
            case VIEW -> 1 + Math.toIntExact(header.variadicBufferCounts(column.views()));
            default -> 1;
        };
        requireBelow(count, "buffers");
        List<MemorySegment> parts = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            parts.add(batch.part(at + k));
        }
        boolean isWhole = column.kind() == Column.Kind.NOTHING || header.nodes(column.node()).nullCount() == 0;
        return new Buffers(column, isWhole ? MemorySegment.ofArray(new byte[0]) : batch.part(at), parts);
    }
}
