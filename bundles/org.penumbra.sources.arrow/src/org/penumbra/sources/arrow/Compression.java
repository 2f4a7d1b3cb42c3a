package org.penumbra.sources.arrow;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * Buffers that were compressed one by one: eight bytes with their length, then a frame; or -1, then the bytes as they
 * are (Apache Arrow columnar format 1.5, "Compression").
 */
enum Compression {

    /** Literals of a block are repeated by bytes that count 255 of them. Blocks may go on from those before them. */
    LZ4(255) {
        @Override
        void expand(byte[] frame, byte[] plain) throws IOException {
            try (InputStream in = new FramedLZ4CompressorInputStream(new ByteArrayInputStream(frame))) {
                requireAll(in.readNBytes(plain, 0, plain.length), plain.length);
            }
        }
    },
    /** A block of 128 kB may be one byte, repeated, behind a header of three. */
    ZSTD(128 * 1024 / 4) {
        @Override
        void expand(byte[] frame, byte[] plain) {
            requireAll(new ZstdJavaDecompressor().decompress(frame, 0, frame.length, plain, 0, plain.length),
                    plain.length);
        }
    };

    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int PREFIX = Long.BYTES;
    private static final int AS_IT_IS = -1;

    /** Bytes that one byte can stand for at most; a damaged file may claim more. */
    private final long most;

    Compression(long most) {
        this.most = most;
    }

    abstract void expand(byte[] frame, byte[] plain) throws IOException;

    private static void requireAll(int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(found + " bytes instead of " + expected);
        }
    }

    static Compression of(BodyCompression body) {
        return switch (body.codec()) {
            case CompressionType.LZ4_FRAME -> LZ4;
            case CompressionType.ZSTD -> ZSTD;
            default -> throw new IllegalArgumentException("codec " + body.codec());
        };
    }

    /**
     * Bytes of a buffer as it was before.
     *
     * @throws IllegalArgumentException for a length that no such buffer can have
     */
    long length(MemorySegment buffer) {
        if (buffer.byteSize() == 0) {
            return 0;
        }
        long length = buffer.get(LONG, 0);
        if (length == AS_IT_IS) {
            return buffer.byteSize() - PREFIX;
        }
        if (length < 0 || length > Math.min(Integer.MAX_VALUE - PREFIX, most * buffer.byteSize())) {
            throw new IllegalArgumentException("length " + length);
        }
        return length;
    }

    /**
     * A buffer as it was before.
     *
     * @throws IllegalArgumentException for bytes that are no frame of the length that they claim
     */
    MemorySegment expand(MemorySegment buffer) {
        long length = length(buffer);
        MemorySegment rest = buffer.asSlice(Math.min(PREFIX, buffer.byteSize()));
        if (length == 0 || buffer.get(LONG, 0) == AS_IT_IS) {
            return rest.asSlice(0, length);
        }
        byte[] frame = rest.toArray(ValueLayout.JAVA_BYTE);
        byte[] plain = new byte[(int) length];
        try {
            expand(frame, plain);
        } catch (MalformedInputException | IOException damaged) {
            throw new IllegalArgumentException(damaged);
        }
        return MemorySegment.ofArray(plain).asReadOnly();
    }
}
