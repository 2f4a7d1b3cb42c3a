package org.penumbra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** Writes one file so that the old or the new one is there at any moment, and never a part of it. */
public final class WholeFile {

    private WholeFile() {
    }

    /**
     * Writes beside the place, forces to the disk, and renames. Folders that are missing are made.
     *
     * @throws PenumbraException (USAGE, PEN-5082) when the file cannot be written
     */
    public static void write(Path file, byte[] content) {
        Path place = file.toAbsolutePath().normalize();
        Path draft = place.resolveSibling("." + place.getFileName() + ".part"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt()));
        try {
            Files.createDirectories(place.getParent());
            try {
                force(draft, content);
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new PenumbraException(ExitCode.USAGE, List.of(Problem.error("PEN-5082", "the file could not be "
                    + "written: " + failed.getClass().getSimpleName() + " " + failed.getMessage() + ".")
                    .at(Location.of(file.toString())).advise("Choose another place with --out.")), failed);
        }
    }

    private static void force(Path draft, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
