package org.penumbra.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.Exporter;

/** Reads one file of CmdStan: the draws of a chain after warm-up, and the settings in its comments. */
final class CmdStanReader {

    private static final Pattern SETTING = Pattern.compile("#\\s*([A-Za-z_]\\w*) = (.*?)( \\(Default\\))?\\s*");
    private static final int MOST_ROWS = 10_000_000;

    private final Exporter.Input file;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<double[]> rows = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private List<String> header;
    private int line;

    private CmdStanReader(Exporter.Input file) {
        this.file = file;
    }

    static DrawSet read(List<Exporter.Input> files) throws IOException {
        List<CmdStanReader> chains = new ArrayList<>();
        for (Exporter.Input file : files) {
            CmdStanReader chain = new CmdStanReader(file);
            chain.read();
            chains.add(chain);
            chain.requireAs(chains.getFirst());
        }
        CmdStanReader first = chains.getFirst();
        return new CmdStanDraws(first.header, chains.stream().map(one -> one.rows).toList(), first.settings,
                chains.stream().map(one -> one.comments).toList()).draws();
    }

    private void read() throws IOException {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(file.open(),
                StandardCharsets.UTF_8.newDecoder()))) {
            for (String next = text.readLine(); next != null; next = text.readLine()) {
                line++;
                readLine(next.strip());
            }
        } catch (CharacterCodingException notText) {
            throw wrong("text in UTF-8 is expected");
        }
        if (header == null) {
            throw wrong("a header such as lp__,accept_stat__,... is expected, and there is none");
        }
        leaveOutWarmup();
        if (rows.isEmpty()) {
            throw wrong("draws are expected, and there are none");
        }
    }

    private void readLine(String text) {
        if (text.startsWith("#")) {
            comments.add(text.substring(1).strip());
            Matcher setting = SETTING.matcher(text);
            if (setting.matches()) {
                settings.putIfAbsent(setting.group(1), setting.group(2).strip());
            }
        } else if (header == null && !text.isEmpty()) {
            header = List.of(text.split(",", -1));
            if (header.stream().distinct().count() < header.size() || header.contains("")) {
                throw wrong("every column has a name of its own");
            }
        } else if (!text.isEmpty()) {
            rows.add(numbers(text.split(",", -1)));
        }
    }

    private double[] numbers(String[] cells) {
        if (cells.length != header.size() || rows.size() > MOST_ROWS) {
            throw wrong("the row has " + cells.length + " cells, the header has " + header.size());
        }
        double[] row = new double[cells.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = number(cells[i].strip());
        }
        return row;
    }

    private double number(String cell) {
        switch (cell.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "na":
                return Double.NaN;
            case "inf", "+inf", "infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                try {
                    return Double.parseDouble(cell);
                } catch (NumberFormatException text) {
                    throw wrong("a number is expected, found " + DataProblem.quote(cell));
                }
        }
    }

    /** Where warm-up was saved it comes first. */
    private void leaveOutWarmup() {
        String saved = settings.getOrDefault("save_warmup", "0");
        if (saved.equals("1") || saved.equals("true")) {
            int thin = Math.max(1, whole("thin", 1));
            int warmup = (whole("num_warmup", 0) + thin - 1) / thin;
            rows.subList(0, Math.min(rows.size(), warmup)).clear();
        }
    }

    private int whole(String name, int otherwise) {
        String value = settings.getOrDefault(name, "");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    private void requireAs(CmdStanReader first) {
        if (!header.equals(first.header)) {
            line = 0;
            throw wrong("its columns are not those of " + first.file.name());
        }
        if (rows.size() != first.rows.size()) {
            line = 0;
            throw wrong("it has " + rows.size() + " draws, and " + first.file.name() + " has " + first.rows.size());
        }
    }

    private PenumbraException wrong(String why) {
        return DataProblem.at("PEN-2520", new Location(file.name(), line, 0),
                "a file of CmdStan's draws was expected: " + why + ".",
                "Name the CSV files of one run, one per chain.");
    }
}
