package org.penumbra.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.core.Location;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.Exporter;

/**
 * JSON as posteriordb keeps its reference draws (Magnusson et al. 2024): one file {@code MODEL.json} with a list of
 * chains, each an object with a list of draws for every number, {@code "theta[1,2]": [0.1, ...]}. Draws with weights
 * are resampled: the format has none. What is not finite is a text, {@code "NaN"}.
 */
public final class PosteriorDb implements Exporter<Record>, Exporter.Reader {

    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public void write(DrawSet draws, Record options, Output output) throws IOException {
        DrawSet all = draws.equallyWeighted();
        try (JsonGenerator json = FACTORY.createGenerator(output.open(all.model() + ".json"))) {
            json.writeStartArray();
            for (int chain = 0; chain < all.chains(); chain++) {
                json.writeStartObject();
                List<String> names = all.names();
                for (int i = 0; i < names.size(); i++) {
                    json.writeArrayFieldStart(names.get(i));
                    for (int k = chain * all.length(); k < (chain + 1) * all.length(); k++) {
                        json.writeNumber(all.values()[k][i]);
                    }
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    @Override
    public DrawSet read(List<Input> files) throws IOException {
        List<PosteriorDbChain> chains = new ArrayList<>();
        for (Input file : files) {
            try (JsonParser json = FACTORY.createParser(file.open())) {
                PosteriorDbChain.readAll(json, file.name(), chains);
            } catch (JsonProcessingException broken) {
                throw PosteriorDbChain.wrong(place(file, broken), "it is not JSON");
            } catch (CharacterCodingException | CharConversionException notText) {
                throw PosteriorDbChain.wrong(Location.of(file.name()), "it is not text");
            }
        }
        return PosteriorDbChain.together(chains, modelOf(files.getFirst().name()), files.getFirst().name());
    }

    private static Location place(Input file, JsonProcessingException broken) {
        return broken.getLocation() == null ? Location.of(file.name())
                : new Location(file.name(), Math.max(0, broken.getLocation().getLineNr()), 0);
    }

    /** The name of the file is all that says which model it is. */
    private static String modelOf(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
    }
}
