package org.penumbra.lang.ide;

import java.util.Optional;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.text.Word;

/** What is said of the name under the pointer. */
final class Hovers {

    private final Reference reference;

    Hovers(Reference reference) {
        this.reference = reference;
    }

    Optional<Hover> at(Document document, int offset) {
        Optional<Occurrence> name = document.occurrences().at(offset);
        Description description = new Description(document.analysis(), reference);
        return name.flatMap(one -> description.of(one.symbol()).map(text -> hover(document, one.region(), text)))
                .or(() -> keyword(document, offset));
    }

    private Optional<Hover> keyword(Document document, int offset) {
        Optional<Word> word = document.words().stream().filter(one -> one.kind() == Word.Kind.WORD
                && one.offset() <= offset && offset <= one.end()).findFirst();
        return word.flatMap(one -> Optional.ofNullable(Keywords.meaning(one.text(),
                Context.at(document.words(), one.offset()))).map(text ->
                        hover(document, new Region(one.offset(), one.text().length()), text)));
    }

    private static Hover hover(Document document, Region region, String text) {
        return new Hover(new MarkupContent(MarkupKind.MARKDOWN, text), document.lines().range(region));
    }
}
