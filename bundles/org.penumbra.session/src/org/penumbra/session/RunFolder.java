package org.penumbra.session;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/**
 * A run folder in the making: either all of it appears, or nothing. Files are written into a hidden folder beside the
 * final one and forced to the disk; {@link #commit} renames that folder, {@link #close} without it deletes it. A folder
 * with something in it is never written to.
 */
final class RunFolder implements AutoCloseable {

    /** Writes the text of one file. */
    @FunctionalInterface
    interface Content {
        void to(Writer writer) throws IOException;
    }

    private final Path parent;
    private final String name;
    private final Path draft;
    /** The final place as the user named it; null when it is numbered. */
    private final Path shown;
    private final Map<String, Manifest.Entry> files = new TreeMap<>();

    private RunFolder(Path parent, String name, Path shown) throws IOException {
        this.shown = shown;
        this.parent = parent;
        this.name = name;
        Files.createDirectories(parent);
        this.draft = Files.createDirectory(parent.resolve(
                "." + name + ".part" + Integer.toHexString(ThreadLocalRandom.current().nextInt())));
    }

    /**
     * A folder at exactly this place.
     *
     * @throws PenumbraException (USAGE, PEN-5030) when something is there already, (PEN-5031) when it cannot be made
     */
    static RunFolder at(Path folder) {
        try {
            if (isTaken(folder)) {
                throw taken(folder);
            }
            Path absolute = folder.toAbsolutePath().normalize();
            return new RunFolder(absolute.getParent(), absolute.getFileName().toString(), folder);
        } catch (IOException failed) {
            throw unwritable(folder, failed);
        }
    }

    /** A folder {@code name-1}, {@code name-2}, ... in {@code parent}: the first number that is free. */
    static RunFolder numbered(Path parent, String name) {
        try {
            return new RunFolder(parent, name, null);
        } catch (IOException failed) {
            throw unwritable(parent, failed);
        }
    }

    /** A file beside the folder that appears only while the run is under way. */
    Path checkpoint() {
        String number = draft.getFileName().toString().replaceAll(".*\\.part", "");
        return parent.resolve(name + "." + number + ".checkpoint.json");
    }

    /** Adds one file, in UTF-8 with LF, forced to the disk. */
    void write(String file, Content content) throws IOException {
        try (OutputStream out = open(file); Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            content.to(writer);
        }
    }

    /** A new file of bytes, forced to the disk when it is closed. */
    OutputStream open(String file) throws IOException {
        FileChannel channel = FileChannel.open(place(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new ForcedStream(channel, entry -> files.put(file, entry));
    }

    /** Where a library writes a new file by itself, before the commit. */
    Path place(String file) throws IOException {
        if (!Path.of(file).equals(Path.of(file).getFileName()) || files.containsKey(file)) {
            throw new IOException("'" + file + "' is no name of a new file");
        }
        return draft.resolve(file);
    }

    /** Checksums of files that did not come through {@link #open}. */
    private void takeOthers() throws IOException {
        for (Path file : entries()) {
            String name = file.getFileName().toString();
            if (!files.containsKey(name)) {
                force(file);
                files.put(name, Manifest.of(file));
            }
        }
    }

    /**
     * Makes the folder appear, with a manifest of its files.
     *
     * @return where it is, as the user named it
     * @throws PenumbraException (USAGE, PEN-5030) when something came up at its place in the meantime
     */
    Path commit() throws IOException {
        takeOthers();
        write(Manifest.FILE, new Manifest(files)::write);
        force(draft);
        Path place = shown == null ? moveToFreeNumber() : moveTo(shown);
        force(parent);
        return place;
    }

    private Path moveToFreeNumber() throws IOException {
        for (int number = 1;; number++) {
            Path place = parent.resolve(name + "-" + number);
            if (!Files.exists(place)) {
                try {
                    return Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
                } catch (DirectoryNotEmptyException | FileAlreadyExistsException taken) {
                    // Another run took this number between the question and the move: the next one, then.
                    continue;
                } catch (FileSystemException maybeTaken) {
                    if (!isTaken(place)) {
                        throw maybeTaken;
                    }
                }
            }
        }
    }

    private Path moveTo(Path place) throws IOException {
        if (isTaken(place)) {
            throw taken(place);
        }
        return Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isTaken(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Files.exists(place);
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.findAny().isPresent();
        }
    }

    /** A rename survives a power cut only when the folder itself is forced; Windows cannot open one for that. */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().getSeparator().equals("/")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        if (Files.exists(draft)) {
            for (Path file : entries()) {
                Files.delete(file);
            }
            Files.delete(draft);
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(draft)) {
            return entries.toList();
        }
    }

    private static PenumbraException taken(Path folder) {
        return PenumbraException.usage(Problem.error("PEN-5030",
                "a run folder is never overwritten, and there is something at this place.")
                .at(Location.of(folder.toString()))
                .advise("Name another folder, or leave --out away for a numbered one."));
    }

    static PenumbraException unwritable(Path folder, IOException cause) {
        return new PenumbraException(ExitCode.USAGE, List.of(Problem.error("PEN-5031",
                "the run folder could not be written: " + cause.getClass().getSimpleName() + " " + cause.getMessage()
                        + ".").at(Location.of(folder.toString()))), cause);
    }
}
