package org.penumbra.sources.arrow;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Some successive rows of all columns.
 *
 * @param body where its buffers begin in the file
 * @param compression of the buffers; empty when they lie as they are
 */
record Batch(RecordBatch header, MemorySegment body, Optional<Compression> compression) {

    static Batch of(RecordBatch header, MemorySegment body) {
        return new Batch(header, body, Optional.ofNullable(header.compression()).map(Compression::of));
    }

    /** A buffer, by its number among all columns' buffers. */
    MemorySegment part(int number) {
        MemorySegment part = raw(number);
        return compression.isEmpty() ? part : compression.get().expand(part);
    }

    private MemorySegment raw(int number) {
        if (number >= header.buffersLength()) {
            throw new IndexOutOfBoundsException(number);
        }
        return body.asSlice(header.buffers(number).offset(), header.buffers(number).length());
    }

    /** Bytes of its buffers as they were before they were compressed. */
    long bytes() {
        return compression.isEmpty() ? body.byteSize()
                : IntStream.range(0, header.buffersLength()).mapToLong(k -> compression.get().length(raw(k))).sum();
    }
}
