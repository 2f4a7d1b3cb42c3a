package org.penumbra.sources.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.exchange.Source;
import org.penumbra.exchange.SourceInput;
import org.penumbra.testing.SourceContract;

/** What every source keeps, also when its data are damaged. */
class ContractsTest {

    /** A text that is no file. */
    private record Given(byte[] bytes) implements SourceInput {

        @Override
        public String name() {
            return "given.data";
        }

        @Override
        public String location() {
            throw new IllegalStateException("text sources read the text that they are handed");
        }

        @Override
        public String folder() {
            return location();
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public Reader text() {
            return new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"Csv; 'name,a,b\nx,1,2\n\ny,NA,2.5\n\"z\n\",-3,1e5\nu,,true\n'",
        "Tsv; 'name\ta\tb\nx\t1\t2\n\ny\tNA\t2.5\n\"z\n\"\t-3\t1e5\nu\t\ttrue\n'",
        "Json; '{\"a\": [[1, 2], [3, null]], \"b\": 2.5, \"c\": \"text\", \"n\": 4}'"})
    void everySourceKeepsTheContract(String name, String text) throws IOException {
        Source source = switch (name) {
            case "Csv" -> new Csv();
            case "Tsv" -> new Tsv();
            default -> new Json();
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SourceContract.check(source, new Given(bytes)).survives(bytes, Given::new);
    }
}
