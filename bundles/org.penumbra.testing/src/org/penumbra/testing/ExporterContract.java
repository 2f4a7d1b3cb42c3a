package org.penumbra.testing;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.Exporter;
import org.penumbra.math.RandomStream;

/**
 * What every format of draws keeps: the same draws give the same files; the draws stay as they are; and a format that
 * can be read brings back names, shapes, chains and values with the same bits, weights where it has some and equally
 * weighted draws where it has none, and refuses damaged files with a code and the name of the file.
 *
 * @param <O> the options
 */
public final class ExporterContract<O extends Record> {

    private static final int DAMAGED = 60;

    private final Exporter<O> exporter;
    private final O options;
    private final Shelf shelf;

    private ExporterContract(Exporter<O> exporter, O options, Shelf shelf) {
        this.exporter = exporter;
        this.options = options;
        this.shelf = shelf;
    }

    /** Where a test keeps files. */
    public interface Shelf {

        /** A new empty place for the files of one export. */
        Exporter.Output output();

        /** The files of the last {@link #output}, by name, sorted. */
        Map<String, byte[]> files() throws IOException;

        /** Files with such contents, for a reader. */
        List<Exporter.Input> inputs(Map<String, byte[]> files) throws IOException;
    }

    /** Checks all of it. */
    public static <O extends Record> void check(Exporter<O> exporter, O options, Shelf shelf) throws IOException {
        ExporterContract<O> contract = new ExporterContract<>(exporter, options, shelf);
        for (DrawSet draws : ExchangeSamples.draws()) {
            contract.writesTheSame(draws);
            contract.bringsBack(draws);
        }
        contract.refusesWhatIsDamaged(ExchangeSamples.draws().getFirst());
    }

    private Map<String, byte[]> write(DrawSet draws) throws IOException {
        exporter.write(draws, options, shelf.output());
        Map<String, byte[]> files = shelf.files();
        Claims.hold(!files.isEmpty(), "no file was written");
        return files;
    }

    private void writesTheSame(DrawSet draws) throws IOException {
        double[][] before = Arrays.stream(draws.values()).map(double[]::clone).toArray(double[][]::new);
        Map<String, byte[]> once = write(draws);
        Map<String, byte[]> again = write(draws);
        Claims.hold(once.keySet().equals(again.keySet()), "the second time other files were written");
        once.forEach((name, bytes) -> Claims.hold(Arrays.equals(bytes, again.get(name)), name
                + " has other bytes the second time"));
        for (int k = 0; k < before.length; k++) {
            Claims.sameBits(before[k], draws.values()[k], "draw " + k + " after it was written");
        }
    }

    private void bringsBack(DrawSet draws) throws IOException {
        if (exporter instanceof Exporter.Reader reader) {
            DrawSet found = reader.read(shelf.inputs(write(draws)));
            DrawSet expected = found.isWeighted() ? draws : draws.equallyWeighted();
            Claims.hold(expected.names().equals(found.names()), "names came back as " + found.names());
            Claims.hold(expected.variables().stream().map(one -> one.shape()).toList()
                    .equals(found.variables().stream().map(one -> one.shape()).toList()), "shapes came back as "
                            + found.variables());
            Claims.hold(expected.chains() == found.chains() && expected.count() == found.count(), found.chains()
                    + " chains came back, with " + found.count() + " draws in all");
            for (int k = 0; k < expected.count(); k++) {
                Claims.sameBits(expected.values()[k], found.values()[k], "draw " + k + " that came back");
                Claims.near(expected.weights()[k], found.weights()[k], 1e-12, "weight " + k + " that came back");
            }
            for (DrawSet.Statistic statistic : found.statistics()) {
                expected.statistics().stream().filter(one -> one.name().equals(statistic.name())).forEach(one -> Claims
                        .sameBits(one.values(), statistic.values(), one.name() + " that came back"));
            }
        }
    }

    private void refusesWhatIsDamaged(DrawSet draws) throws IOException {
        if (exporter instanceof Exporter.Reader reader) {
            RandomStream random = RandomStream.of(20261122);
            Map<String, byte[]> files = write(draws);
            String damaged = files.keySet().iterator().next();
            byte[] whole = files.get(damaged);
            for (int round = 0; round < DAMAGED; round++) {
                files.put(damaged, ExchangeSamples.damaged(whole, random));
                readOrRefused(reader, shelf.inputs(files), damaged);
            }
        }
    }

    private static void readOrRefused(Exporter.Reader reader, List<Exporter.Input> files, String damaged) {
        try {
            reader.read(files);
        } catch (PenumbraException refused) {
            Claims.hold(refused.exitCode() == ExitCode.BAD_INPUT
                    && refused.problems().getFirst().code().startsWith("PEN-25")
                    && refused.getMessage().contains(damaged), "a damaged file is refused with: "
                            + refused.getMessage());
        } catch (IOException unreadable) {
            Claims.hold(unreadable.getMessage() != null, "an error without a message");
        }
    }
}
