package org.penumbra.sources.text;

import java.io.IOException;
import java.io.Reader;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.Source;
import org.penumbra.exchange.SourceInput;

/** One JSON object with an array for each datum, as Stan and posteriordb write them. */
public final class Json implements Source {

    @Override
    public DataSet read(SourceInput input) throws IOException {
        try (Reader text = input.text()) {
            return new JsonReader(input.name()).read(text);
        }
    }
}
