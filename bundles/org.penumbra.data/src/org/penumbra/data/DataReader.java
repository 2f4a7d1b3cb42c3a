package org.penumbra.data;

import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.Source;
import org.penumbra.exchange.SourceInput;
import org.penumbra.exchange.TableSource;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** Opens data with the installed sources: the end of a file's name, or a scheme before a colon, says with which. */
public final class DataReader {

    private final Registry registry;

    public DataReader(Registry registry) {
        this.registry = registry;
    }

    /**
     * Reads a whole file.
     *
     * @throws PenumbraException as {@link #read(DataName)}
     */
    public DataSet read(Path file) {
        return read(DataName.of(file));
    }

    /**
     * Reads all of it.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-2501 and up) with the place where it is wrong; (PLUGIN_FAILED) when its
     *         source cannot be used
     */
    public DataSet read(DataName name) {
        SourceInput input = input(name);
        try {
            return source(name).read(input);
        } catch (IOException unreadable) {
            throw TextFile.unreadable(input.name(), unreadable);
        }
    }

    /**
     * Memory that reading the whole takes, in bytes; empty when it is no table and cannot be read in parts.
     *
     * @throws PenumbraException as {@link #read(DataName)}
     */
    public Optional<Long> memory(DataName name) {
        SourceInput input = input(name);
        try {
            return source(name) instanceof TableSource table ? Optional.of(table.memory(input)) : Optional.empty();
        } catch (IOException unreadable) {
            throw TextFile.unreadable(input.name(), unreadable);
        }
    }

    /** Whether it is a file, rather than what a query gives. */
    public boolean isFile(DataName name) {
        return byScheme(name).isEmpty();
    }

    /**
     * Reads a table a few rows at a time, so that it may be larger than memory.
     *
     * @param rows at most so many in one part
     * @param part gets one part after the other, each a table of its own; tells whether to go on
     * @throws PenumbraException as {@link #read(DataName)}
     */
    public void readParts(DataName name, int rows, Predicate<DataSet> part) {
        SourceInput input = input(name);
        try {
            ((TableSource) source(name)).readParts(input, rows, part);
        } catch (IOException unreadable) {
            throw TextFile.unreadable(input.name(), unreadable);
        }
    }

    private Source source(DataName name) {
        List<Contribution> found = byScheme(name);
        if (found.isEmpty()) {
            found = byExtension(name);
        }
        if (found.size() > 1) {
            throw PenumbraException.plugin(null, Problem.error("PEN-2516", "several sources read such data: "
                    + String.join(", ", found.stream().map(one -> one.name() + " of " + one.bundle()).toList()) + ".")
                    .at(Location.of(name.text())).advise("Remove all bundles but one."));
        }
        return registry.require(Point.SOURCES, found.getFirst().name()).create(Source.class);
    }

    private List<Contribution> byScheme(DataName name) {
        String scheme = name.scheme();
        return scheme.isEmpty() ? List.of() : registry.contributions(Point.SOURCES).stream()
                .filter(one -> one.attribute("scheme").filter(scheme::equals).isPresent()).toList();
    }

    private List<Contribution> byExtension(DataName name) {
        String file = name.text().toLowerCase(Locale.ROOT);
        List<Contribution> found = registry.contributions(Point.SOURCES).stream()
                .filter(one -> extensions(one).stream().anyMatch(file::endsWith)).toList();
        if (found.isEmpty()) {
            throw DataProblem.of("PEN-2503", name.file().toString(), "a data file ends in "
                    + String.join(", ", extensions()) + ", this one does not.", "Save it in one of these formats.");
        }
        return found;
    }

    /** What can be read, in the order in which messages name it. */
    private List<String> extensions() {
        List<String> all = new ArrayList<>();
        registry.contributions(Point.SOURCES).forEach(one -> all.addAll(extensions(one)));
        return all.stream().distinct().sorted().toList();
    }

    private static List<String> extensions(Contribution source) {
        return source.attribute("extensions").stream().flatMap(list -> Arrays.stream(list.strip().split("\\s+")))
                .filter(one -> one.length() > 1).toList();
    }

    private SourceInput input(DataName name) {
        return isFile(name) ? new FileInput(name.file()) : new QueryInput(name);
    }

    /** A file. */
    private record FileInput(Path file) implements SourceInput {

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public String location() {
            TextFile.requireFile(file);
            return file.toAbsolutePath().normalize().toString();
        }

        @Override
        public String folder() {
            return file.toAbsolutePath().normalize().getParent().toString();
        }

        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public Reader text() throws IOException {
            return TextFile.open(file);
        }

        @Override
        public MemorySegment bytes(Arena arena) throws IOException {
            TextFile.requireFile(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            }
        }
    }

    /** What stands behind a scheme. */
    private record QueryInput(DataName data) implements SourceInput {

        @Override
        public String name() {
            return data.text();
        }

        @Override
        public String location() {
            return data.text().substring(data.scheme().length() + 1).strip();
        }

        @Override
        public String folder() {
            return data.folder().toAbsolutePath().normalize().toString();
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Reader text() {
            throw DataProblem.of("PEN-2502", data.text(), "a data file is expected, this is none.", "");
        }
    }
}
