package org.penumbra.lang.ide;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penumbra.lang.Analysis;
import org.penumbra.lang.ModelReader;
import org.penumbra.lang.text.Word;

/**
 * One state of a text that is open in an editor, and what is known of it: found when it is first asked for. For one
 * thread at a time.
 */
final class Document {

    private final ModelReader reader;
    private final String uri;
    private final int version;
    private final String text;
    private final Lines lines;
    private List<Word> words;
    private Analysis analysis;
    private Occurrences occurrences;

    Document(ModelReader reader, String uri, int version, String text) {
        this.reader = reader;
        this.uri = uri;
        this.version = version;
        this.text = text;
        this.lines = new Lines(text);
    }

    Document changed(int newVersion, String newText) {
        return new Document(reader, uri, newVersion, newText);
    }

    String uri() {
        return uri;
    }

    int version() {
        return version;
    }

    String text() {
        return text;
    }

    Lines lines() {
        return lines;
    }

    List<Word> words() {
        if (words == null) {
            words = Word.all(text);
        }
        return words;
    }

    Analysis analysis() {
        if (analysis == null) {
            analysis = reader.analyse(text, name());
        }
        return analysis;
    }

    Occurrences occurrences() {
        if (occurrences == null) {
            occurrences = analysis().index().using(() -> Occurrences.in(analysis()));
        }
        return occurrences;
    }

    /** Where it is stored; empty for a text that is in no file. */
    Optional<Path> file() {
        try {
            URI parsed = URI.create(uri);
            return "file".equals(parsed.getScheme()) ? Optional.of(Path.of(parsed)) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException inNoFile) {
            return Optional.empty();
        }
    }

    private String name() {
        return file().map(Path::toString).orElse(uri);
    }
}
