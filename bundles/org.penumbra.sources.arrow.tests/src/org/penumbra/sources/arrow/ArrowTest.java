package org.penumbra.sources.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.PenumbraException;
import org.penumbra.data.DataReader;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.SourceInput;
import org.penumbra.registry.Registry;
import org.penumbra.testing.SourceContract;

/**
 * Files that the JavaScript library of Apache Arrow (21.2.0) wrote, two that Polars wrote and compressed, and some that
 * were put together here.
 */
class ArrowTest {

    @TempDir
    Path folder;

    /** Bytes in memory. */
    private record Given(byte[] all) implements SourceInput {

        @Override
        public String name() {
            return "t.arrow";
        }

        @Override
        public String location() {
            return name();
        }

        @Override
        public String folder() {
            return "";
        }

        @Override
        public long size() {
            return all.length;
        }

        @Override
        public Reader text() {
            throw new IllegalStateException("nobody reads it as text");
        }

        @Override
        public MemorySegment bytes(Arena arena) {
            return MemorySegment.ofArray(all).asReadOnly();
        }
    }

    private static byte[] written(String name) throws IOException {
        try (InputStream file = ArrowTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static DataSet read(byte[] bytes) throws IOException {
        return new Arrow().read(new Given(bytes));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(PenumbraException.class, () -> read(bytes)).getMessage();
    }

    private static String refusal(DataSet data, String column) {
        return assertThrows(PenumbraException.class, () -> data.array(column)).getMessage();
    }

    @Test
    void everyKindOfNumber() throws IOException {
        DataSet data = read(written("types.arrow"));
        assertEquals(4, data.rows());
        assertEquals(List.of("x", "single", "small", "i16", "count", "big", "u8", "u32", "u64", "flag", "words",
                "mixed", "level", "nested", "day", "last"), data.names());
        double no = Double.NaN;
        assertArrayEquals(new double[] {1.5, no, -2.25, 1e300}, data.array("x").values());
        assertArrayEquals(new double[] {0.5, 0.25, no, -8}, data.array("single").values());
        assertArrayEquals(new double[] {1, -128, 127, 0}, data.array("small").values());
        assertArrayEquals(new double[] {300, -300, no, 7}, data.array("i16").values());
        assertArrayEquals(new double[] {7, 8, 9, 10}, data.array("count").values());
        assertArrayEquals(new double[] {1, -5e9, no, 9007199254740992.0}, data.array("big").values());
        assertArrayEquals(new double[] {255, 0, 1, no}, data.array("u8").values());
        assertArrayEquals(new double[] {4294967295.0, 0, 1, 2}, data.array("u32").values());
        assertArrayEquals(new double[] {0x1p64, 0, 1, 2}, data.array("u64").values());
        assertArrayEquals(new double[] {1, 0, no, 1}, data.array("flag").values());
        assertArrayEquals(new double[] {12, no, no, -300}, data.array("words").values());
        assertArrayEquals(new double[] {10, 20, 10, no}, data.array("level").values());
        assertArrayEquals(new double[] {1, 2, 3, 4}, data.array("last").values(), "behind columns that are nested");
    }

    @Test
    void whatIsNoNumberIsNamed() throws IOException {
        DataSet data = read(written("types.arrow"));
        assertTrue(refusal(data, "mixed").contains("t.arrow:2:12: error [PEN-2508] a number is expected in row 2, "
                + "column 'mixed' (number 12), but the cell is 'two'."), refusal(data, "mixed"));
        assertTrue(refusal(data, "nested").contains("[PEN-2513] every row of column 'nested' has lists of the same "
                + "lengths, such as a list of 2, but row 2 has a list of 1."), refusal(data, "nested"));
        assertTrue(refusal(data, "day").contains("its type is Date."), refusal(data, "day"));
        assertTrue(refusal(data, "X").contains("[PEN-2507]"), refusal(data, "X"));
    }

    @Test
    void batchesAreOneTable() throws IOException {
        DataSet data = read(written("batches.feather"));
        assertEquals(50, data.rows());
        for (int i = 0; i < 50; i++) {
            assertEquals(i, data.array("i").values()[i]);
            assertEquals(i % 7 == 3 ? Double.NaN : Math.sqrt(i), data.array("y").values()[i], 1e-15);
        }
        assertEquals("t.arrow:31:2", data.array("y").place().apply(30));
    }

    @Test
    void compressedOnesAreReadAsOthers() throws IOException {
        for (String name : List.of("lz4.arrow", "zstd.arrow")) {
            DataSet data = read(written(name));
            assertEquals(300, data.rows());
            for (int i = 0; i < 300; i++) {
                assertEquals(i * 0.25, data.array("x").values()[i]);
                assertEquals(i % 7 == 3 ? Double.NaN : i % 5, data.array("small").values()[i]);
                assertEquals(i % 4, data.array("word").values()[i]);
                assertArrayEquals(new double[] {i, i + 0.5, -1.0 * i},
                        Arrays.copyOfRange(data.array("l").values(), 3 * i, 3 * i + 3));
            }
            assertEquals(List.of(300, 3), data.array("l").shape());
            assertEquals("t.arrow:2:4", data.array("l").place().apply(5));
        }
    }

    /** In parts, as larger than memory: rows of one batch are asked for several times. */
    @Test
    void compressedOnesAreReadInParts() throws IOException {
        List<Double> all = new ArrayList<>();
        new Arrow().readParts(new Given(written("zstd.arrow")), 64, part -> {
            Arrays.stream(part.array("l").values()).forEach(all::add);
            return true;
        });
        assertArrayEquals(read(written("zstd.arrow")).array("l").values(),
                all.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void allKeepTheContractOfSources() throws IOException {
        for (String name : List.of("types.arrow", "batches.feather", "lz4.arrow", "zstd.arrow")) {
            byte[] whole = written(name);
            SourceContract.check(new Arrow(), new Given(whole)).survives(whole, Given::new);
        }
    }

    /**
     * One byte after the other is set to what makes lengths and positions large or negative; of compressed files some,
     * because most of their bytes are values.
     */
    @Test
    void noByteLeadsAstray() throws IOException {
        for (String name : List.of("types.arrow", "zstd.arrow", "lz4.arrow")) {
            byte[] whole = written(name);
            for (int at = 0; at < whole.length; at += name.startsWith("types") ? 1 : 11) {
                for (byte bad : new byte[] {-1, 0x7f, 0}) {
                    byte[] damaged = whole.clone();
                    damaged[at] = bad;
                    readOrRefused(damaged);
                }
            }
            for (int length = 0; length < whole.length; length += 7) {
                readOrRefused(Arrays.copyOf(whole, length));
            }
        }
    }

    private static void readOrRefused(byte[] bytes) throws IOException {
        try {
            DataSet data = read(bytes);
            for (String name : data.names()) {
                data.array(name);
            }
        } catch (PenumbraException refused) {
            assertTrue(refused.problems().getFirst().code().startsWith("PEN-25"), refused.getMessage());
        }
    }

    @Test
    void whatIsNoFileOfThisKindIsRefused() throws IOException {
        assertTrue(refusal("x,y\n1,2\n".getBytes(StandardCharsets.UTF_8)).contains("[PEN-2517]"));
        assertTrue(refusal(new byte[0]).contains("[PEN-2517]"));
        assertTrue(refusal(read(Made.decimals(true)), "price").contains("[PEN-2517]"), "it only says that it is LZ4");
        byte[] cut = written("types.arrow");
        assertTrue(refusal(Arrays.copyOf(cut, cut.length - 1)).contains("ARROW1"));
    }

    @Test
    void decimalsAndViews() throws IOException {
        assertArrayEquals(new double[] {12.34, -0.05}, read(Made.decimals(false)).array("price").values());
        assertArrayEquals(new double[] {7.5, 1234567890123.25}, read(Made.views()).array("text").values());
    }

    /** By its name, through the registry, mapped from the disk; what is no file has no bytes. */
    @Test
    void filesAreFoundByTheirNames() throws IOException {
        Path file = Files.write(folder.resolve("t.feather"), written("batches.feather"));
        DataReader reader = new DataReader(Registry.open());
        assertEquals(50, reader.read(file).rows());
        assertEquals("PEN-2501", assertThrows(PenumbraException.class,
                () -> reader.read(folder.resolve("none.arrow"))).problems().getFirst().code());
        assertEquals("PEN-2517", assertThrows(PenumbraException.class,
                () -> reader.read(Files.write(folder.resolve("empty.arrow"), new byte[0]))).problems().getFirst()
                .code());
    }

    /** Files of one column and one batch of two rows, put together with the metadata classes. */
    private static final class Made {

        static byte[] decimals(boolean compressed) {
            ByteBuffer values = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            values.putLong(1234).putLong(0).putLong(-5).putLong(-1);
            return file("price", Type.Decimal, builder -> Decimal.createDecimal(builder, 10, 2, 128),
                    List.of(new byte[0], values.array()), compressed);
        }

        static byte[] views() {
            byte[] far = "1234567890123.25".getBytes(StandardCharsets.UTF_8);
            ByteBuffer values = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            values.putInt(3).put("7.5".getBytes(StandardCharsets.UTF_8)).position(16);
            values.putInt(far.length).put(far, 0, 4).putInt(0).putInt(0);
            return file("text", Type.Utf8View, builder -> {
                Utf8View.startUtf8View(builder);
                return Utf8View.endUtf8View(builder);
            }, List.of(new byte[0], values.array(), far), false);
        }

        private static int schema(FlatBufferBuilder builder, String name, byte kind,
                ToIntFunction<FlatBufferBuilder> type) {
            int typed = type.applyAsInt(builder);
            int children = Field.createChildrenVector(builder, new int[0]);
            int field = Field.createField(builder, builder.createString(name), true, kind, typed, 0, children, 0);
            return Schema.createSchema(builder, Endianness.Little,
                    Schema.createFieldsVector(builder, new int[] {field}), 0, 0);
        }

        private static byte[] file(String name, byte kind, ToIntFunction<FlatBufferBuilder> type,
                List<byte[]> buffers, boolean compressed) {
            FlatBufferBuilder message = new FlatBufferBuilder();
            int compression = compressed ? BodyCompression.createBodyCompression(message, CompressionType.LZ4_FRAME,
                    BodyCompressionMethod.BUFFER) : 0;
            RecordBatch.startBuffersVector(message, buffers.size());
            long body = buffers.stream().mapToLong(one -> one.length).sum();
            long at = body;
            for (byte[] one : buffers.reversed()) {
                at -= one.length;
                Buffer.createBuffer(message, at, one.length);
            }
            int positions = message.endVector();
            RecordBatch.startNodesVector(message, 1);
            FieldNode.createFieldNode(message, 2, 0);
            int nodes = message.endVector();
            int views = RecordBatch.createVariadicBufferCountsVector(message, buffers.size() > 2 ? new long[] {1}
                    : new long[0]);
            int header = RecordBatch.createRecordBatch(message, 2, nodes, positions, compression, views);
            message.finish(Message.createMessage(message, MetadataVersion.V5, MessageHeader.RecordBatch, header, body,
                    0));
            byte[] metadata = message.sizedByteArray();
            FlatBufferBuilder footer = new FlatBufferBuilder();
            int schema = schema(footer, name, kind, type);
            Footer.startRecordBatchesVector(footer, 1);
            Block.createBlock(footer, 8, 8 + metadata.length, body);
            int blocks = footer.endVector();
            Footer.startDictionariesVector(footer, 0);
            int none = footer.endVector();
            footer.finish(Footer.createFooter(footer, MetadataVersion.V5, schema, none, blocks, 0));
            byte[] end = footer.sizedByteArray();
            ByteBuffer all = ByteBuffer.allocate(8 + 8 + metadata.length + (int) body + end.length + 4 + 6)
                    .order(ByteOrder.LITTLE_ENDIAN);
            all.put("ARROW1\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(-1).putInt(metadata.length).put(metadata);
            buffers.forEach(all::put);
            return all.put(end).putInt(end.length).put("ARROW1".getBytes(StandardCharsets.US_ASCII)).array();
        }
    }
}
