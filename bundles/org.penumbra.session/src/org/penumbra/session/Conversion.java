package org.penumbra.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.Exporter;
import org.penumbra.inference.Options;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** Writes the draws of a run in the formats that are installed, and makes run folders of such files. */
public final class Conversion {

    private final Registry registry;

    public Conversion(Registry registry) {
        this.registry = registry;
    }

    /**
     * Writes the draws of a run. The folder appears with all files at once, and a manifest of them.
     *
     * @param format name of an exporter, in any case of letters
     * @param options of the exporter, in text form
     * @param out folder to write; must not exist, or be empty
     * @return the folder
     * @throws PenumbraException (USAGE) for a format that is not installed (PEN-4001) or a folder that cannot be
     *         written (PEN-5030, PEN-5031); (BAD_INPUT) as {@link StoredRun#read}
     */
    public Path export(Path run, String format, Map<String, String> options, Path out) {
        Contribution found = exporter(format);
        Record values = Options.read(found.optionsType(), found.name(), options);
        DrawSet draws = TravellingDraws.of(StoredRun.read(run));
        @SuppressWarnings("unchecked")
        Exporter<Record> exporter = found.create(Exporter.class);
        try (RunFolder folder = RunFolder.at(out)) {
            exporter.write(draws, values, new FolderOutput(folder));
            return folder.commit();
        } catch (IOException failed) {
            throw RunFolder.unwritable(out, failed);
        }
    }

    /**
     * Makes a run folder of draws that were made elsewhere. It has no verdict, since nothing here has judged them.
     *
     * @param format name of an exporter that can also read
     * @param files in the order of the chains
     * @param out run folder to write; must not exist, or be empty
     * @return the folder
     * @throws PenumbraException (USAGE) as {@link #export}, and for a format that cannot be read (PEN-5065);
     *         (BAD_INPUT, PEN-2501 and up) for files that are not in the format
     */
    public Path read(String format, List<Path> files, Path out) {
        Contribution found = exporter(format);
        if (!(found.create(Exporter.class) instanceof Exporter.Reader reader)) {
            throw PenumbraException.usage(Problem.error("PEN-5065", found.name() + " is written, but cannot be read.")
                    .about(found.bundle()).advise("Formats that can be read say so in './penumbra list exporters'."));
        }
        try (RunFolder folder = RunFolder.at(out)) {
            TravellingDraws.files(reader.read(files.stream().map(Conversion::input).toList()), found.name(),
                    Instant.now()).writeTo(folder);
            return folder.commit();
        } catch (IOException failed) {
            throw RunFolder.unwritable(out, failed);
        }
    }

    private Contribution exporter(String format) {
        return registry.contributions(Point.EXPORTERS).stream().map(Contribution::name)
                .filter(name -> name.equalsIgnoreCase(format)).findFirst()
                .map(name -> registry.require(Point.EXPORTERS, name))
                .orElseGet(() -> registry.require(Point.EXPORTERS, format));
    }

    private static Exporter.Input input(Path file) {
        if (!Files.isRegularFile(file)) {
            throw PenumbraException.badInput(Problem.error("PEN-2501", "there is no such data file.")
                    .at(Location.of(file.toString())));
        }
        return new FileInput(file);
    }

    /** A file of draws. */
    private record FileInput(Path file) implements Exporter.Input {

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public String path() {
            return file.toAbsolutePath().normalize().toString();
        }

        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException failed) {
                String why = failed instanceof NoSuchFileException ? "it is gone" : failed.getClass().getSimpleName();
                throw PenumbraException.badInput(Problem.error("PEN-2502", "the data file could not be read: " + why
                        + ".").at(Location.of(file.toString())));
            }
        }
    }

    /** Files of a folder in the making. */
    private record FolderOutput(RunFolder folder) implements Exporter.Output {

        @Override
        public OutputStream open(String name) throws IOException {
            return folder.open(name);
        }

        @Override
        public String path(String name) throws IOException {
            return folder.place(name).toString();
        }
    }
}
