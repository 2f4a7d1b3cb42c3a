package org.penumbra.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** Writes a file with its checksum; when it is closed its bytes are on the disk. */
final class ForcedStream extends FilterOutputStream {

    private final FileChannel channel;
    private final MessageDigest digest;
    private final Consumer<Manifest.Entry> done;

    ForcedStream(FileChannel channel, Consumer<Manifest.Entry> done) {
        this(channel, Manifest.sha256(), done);
    }

    private ForcedStream(FileChannel channel, MessageDigest digest, Consumer<Manifest.Entry> done) {
        super(new DigestOutputStream(Channels.newOutputStream(channel), digest));
        this.channel = channel;
        this.digest = digest;
        this.done = done;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                flush();
                channel.force(true);
                done.accept(new Manifest.Entry(channel.size(), Manifest.hexadecimal(digest)));
            }
        }
    }
}
