package org.penumbra.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;
import org.penumbra.exchange.Source;
import org.penumbra.exchange.SourceInput;
import org.penumbra.exchange.TableSource;
import org.penumbra.math.RandomStream;

/**
 * What every source keeps: names differ; what is read twice is the same; columns have as many numbers, or arrays of
 * one shape, as there are rows; every element says where it stands, beginning with the name of the data; an unknown
 * name is refused; and a table read in parts, of whatever size, is the table read at once.
 */
public final class SourceContract {

    private static final int DAMAGED = 60;

    private final Source source;

    private SourceContract(Source source) {
        this.source = source;
    }

    /**
     * Checks all of it but damage.
     *
     * @param input good data with at least one column of numbers; a table with at least three rows
     */
    public static SourceContract check(Source source, SourceInput input) throws IOException {
        SourceContract contract = new SourceContract(source);
        DataSet data = source.read(input);
        contract.isConsistent(data, input.name());
        contract.isTheSame(data, source.read(input));
        contract.refusesUnknownNames(data);
        if (source instanceof TableSource table) {
            for (int rows : new int[] {1, 2, 7, 1_000_000}) {
                contract.partsAreTheWhole(table, input, data, rows);
            }
            contract.stopsWhenTold(table, input);
            Claims.hold(table.memory(input) > 0, "the table is said to take no memory");
        }
        return contract;
    }

    /**
     * Checks that damaged data are read or refused with a code; there is no third outcome.
     *
     * @param whole bytes of good data
     * @param open makes data of other bytes
     */
    public void survives(byte[] whole, Function<byte[], SourceInput> open) {
        RandomStream random = RandomStream.of(20261122);
        for (int round = 0; round < DAMAGED; round++) {
            SourceInput input = open.apply(ExchangeSamples.damaged(whole, random));
            try {
                DataSet data = source.read(input);
                data.names().forEach(name -> readOrRefused(data, name));
            } catch (PenumbraException refused) {
                requireCode(refused);
            } catch (IOException unreadable) {
                Claims.hold(unreadable.getMessage() != null || unreadable.getClass() != IOException.class,
                        "an error that says nothing");
            }
        }
    }

    private static void readOrRefused(DataSet data, String name) {
        try {
            data.array(name);
        } catch (PenumbraException refused) {
            requireCode(refused);
        }
    }

    private static void requireCode(PenumbraException refused) {
        Claims.hold(refused.exitCode() == ExitCode.BAD_INPUT
                && refused.problems().getFirst().code().startsWith("PEN-25")
                && refused.getMessage().lines().count() == 1, "damaged data are refused with: " + refused.getMessage());
    }

    private void isConsistent(DataSet data, String name) {
        Claims.hold(data.file().equals(name), "the data are called " + data.file() + ", not " + name);
        Claims.hold(new HashSet<>(data.names()).size() == data.names().size(), "names repeat: " + data.names());
        for (NamedArray array : arrays(data)) {
            Claims.hold(data.rows() < 0 || array.shape().getFirst() == data.rows(), array.name() + " has the shape "
                    + array.shape() + " in a table of " + data.rows() + " rows");
            for (int k = 0; k < array.values().length; k++) {
                Claims.hold(array.place().apply(k).startsWith(name), "element " + k + " of " + array.name()
                        + " stands at " + array.place().apply(k));
            }
        }
    }

    /** Those of numbers. */
    private static List<NamedArray> arrays(DataSet data) {
        List<NamedArray> arrays = new ArrayList<>();
        for (String name : data.names()) {
            try {
                arrays.add(data.array(name));
            } catch (PenumbraException text) {
                Claims.hold(List.of("PEN-2508", "PEN-2513").contains(text.problems().getFirst().code()),
                        "a column without numbers is refused with: " + text.getMessage());
            }
        }
        Claims.hold(!arrays.isEmpty(), "no column has numbers");
        return arrays;
    }

    private void isTheSame(DataSet expected, DataSet found) {
        Claims.hold(expected.names().equals(found.names()) && expected.rows() == found.rows(),
                "the second time there are other names or rows");
        for (NamedArray array : arrays(expected)) {
            Claims.sameBits(array.values(), found.array(array.name()).values(), array.name() + " when read again");
        }
    }

    private void refusesUnknownNames(DataSet data) {
        try {
            data.array("no such name");
        } catch (PenumbraException refused) {
            Claims.hold(refused.problems().getFirst().code().equals("PEN-2507"), "an unknown name is refused with: "
                    + refused.getMessage());
            return;
        }
        throw new AssertionError("an unknown name is not refused");
    }

    private void partsAreTheWhole(TableSource table, SourceInput input, DataSet whole, int rows) throws IOException {
        List<NamedArray> expected = arrays(whole);
        int[] done = {0};
        table.readParts(input, rows, part -> {
            Claims.hold(part.rows() <= rows, "a part has " + part.rows() + " rows, not at most " + rows);
            for (NamedArray array : expected) {
                NamedArray some = part.array(array.name());
                int width = array.values().length / whole.rows();
                int first = done[0] * width;
                Claims.sameBits(Arrays.copyOfRange(array.values(), first, first + part.rows() * width),
                        some.values(), array.name() + " in parts of " + rows);
                Claims.hold(some.place().apply(0).equals(array.place().apply(first)), "the first element of a part "
                        + "stands at " + some.place().apply(0) + ", in the whole at " + array.place().apply(first));
            }
            done[0] += part.rows();
            return true;
        });
        Claims.hold(done[0] == whole.rows(), "parts of " + rows + " have " + done[0] + " rows together, the whole "
                + whole.rows());
    }

    private void stopsWhenTold(TableSource table, SourceInput input) throws IOException {
        int[] parts = {0};
        table.readParts(input, 1, part -> ++parts[0] < 2);
        Claims.hold(parts[0] == 2, "it was told to stop after two parts, and gave " + parts[0]);
    }
}
