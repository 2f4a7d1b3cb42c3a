package org.penumbra.formats;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.Exporter;
import org.penumbra.inference.Option;

/**
 * CSV as CmdStan 2.33 writes it (Stan Development Team, CmdStan User's Guide, "Stan CSV file format"), one file
 * {@code MODEL-1.csv} for each chain, so that ArviZ, cmdstanr, rstan and others read it as they are. Draws with weights
 * are resampled: the format has none.
 */
public final class CmdStan implements Exporter<CmdStan.Options>, Exporter.Reader {

    /** @param digits significant ones; 0 for as many as bring back the same bits */
    public record Options(@Option(label = "Digits", help = "Significant digits; 0 for as many as bring back the same "
            + "bits.", value = "0", min = 0, max = 18) int digits) {
    }

    @Override
    public void write(DrawSet draws, Options options, Output output) throws IOException {
        DrawSet all = draws.equallyWeighted();
        CmdStanColumns columns = CmdStanColumns.of(all);
        for (int chain = 0; chain < all.chains(); chain++) {
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(
                    output.open(all.model() + "-" + (chain + 1) + ".csv"), StandardCharsets.UTF_8), 1 << 16)) {
                new CmdStanHeader(all, chain).write(writer);
                writer.write(String.join(",", columns.names()));
                writer.write('\n');
                new CmdStanHeader(all, chain).writeAdaptation(writer);
                for (int k = chain * all.length(); k < (chain + 1) * all.length(); k++) {
                    columns.writeRow(k, options.digits(), writer);
                }
                new CmdStanHeader(all, chain).writeEnd(writer);
            }
        }
    }

    @Override
    public DrawSet read(List<Input> files) throws IOException {
        return CmdStanReader.read(files);
    }
}
