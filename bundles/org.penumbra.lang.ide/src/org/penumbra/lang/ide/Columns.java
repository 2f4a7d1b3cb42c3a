package org.penumbra.lang.ide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.core.PenumbraException;
import org.penumbra.data.DataName;
import org.penumbra.data.DataReader;
import org.penumbra.exchange.DataSet;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** Names of the columns and keys of files that runs are bound to; read again when a file has changed. */
final class Columns {

    /** Larger files are not read while somebody types. */
    private static final long LARGEST = 16L << 20;
    private static final int REMEMBERED = 16;

    /**
     * What a file has.
     *
     * @param names of its columns or keys
     * @param rows of a table, or -1
     */
    record Table(List<String> names, int rows) {
    }

    private record Stamp(Path file, FileTime time, long size) {
    }

    private final DataReader reader;
    private final Registry registry;
    private final Map<Stamp, Optional<Table>> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Stamp, Optional<Table>> eldest) {
            return size() > REMEMBERED;
        }
    };

    Columns(Registry registry) {
        this.registry = registry;
        this.reader = new DataReader(registry);
    }

    /** What the file has that a run of a document names; empty when it is missing, too large or no data. */
    Optional<Table> of(Document document, String source) {
        Optional<Path> folder = document.file().map(Path::getParent);
        if (folder.isEmpty() || source == null || source.isBlank()) {
            return Optional.empty();
        }
        try {
            Path file = folder.get().resolve(source);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            Stamp stamp = new Stamp(file, Files.getLastModifiedTime(file), Files.size(file));
            return known.computeIfAbsent(stamp, one -> read(one.file()));
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether a run names a file that is not there; never for texts that are in no file, and for queries. */
    boolean isMissing(Document document, String source) {
        Optional<Path> folder = document.file().map(Path::getParent);
        if (folder.isEmpty() || source == null || source.isBlank() || source.contains(":")) {
            return false;
        }
        try {
            return !Files.exists(folder.get().resolve(source));
        } catch (InvalidPathException noPath) {
            return true;
        }
    }

    private Optional<Table> read(Path file) {
        try {
            DataSet data = reader.read(DataName.of(file));
            return Optional.of(new Table(List.copyOf(data.names()), data.rows()));
        } catch (PenumbraException notData) {
            return Optional.empty();
        }
    }

    /** Data files beside a document, sorted. */
    List<String> files(Document document) {
        Optional<Path> folder = document.file().map(Path::getParent).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.map(file -> file.getFileName().toString()).filter(this::isData).sorted().toList();
        } catch (IOException unlisted) {
            return List.of();
        }
    }

    private boolean isData(String name) {
        return registry.contributions(Point.SOURCES).stream().flatMap(source -> source.attribute("extensions").stream())
                .flatMap(list -> Stream.of(list.strip().split("\\s+")))
                .anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }
}
