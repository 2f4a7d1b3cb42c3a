package org.penumbra.lang.ide;

import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.Location;
import org.penumbra.lang.ide.Occurrence.Role;

/** From a name to where it is declared and used; names mean something within one text only. */
final class Navigation {

    private Navigation() {
    }

    /** Where the name at a position is declared; nowhere for what is built in or installed. */
    static List<Location> definition(Document document, int offset) {
        return with(document, offset).stream().filter(one -> one.role() == Role.DECLARES)
                .map(one -> location(document, one)).toList();
    }

    /** Everywhere the name at a position is written. */
    static List<Location> references(Document document, int offset, boolean declarations) {
        return with(document, offset).stream().filter(one -> declarations || one.role() != Role.DECLARES)
                .map(one -> location(document, one)).toList();
    }

    static List<DocumentHighlight> highlights(Document document, int offset) {
        return with(document, offset).stream().map(one -> new DocumentHighlight(document.lines().range(one.region()),
                one.role() == Role.READS ? DocumentHighlightKind.Read : DocumentHighlightKind.Write)).toList();
    }

    private static List<Occurrence> with(Document document, int offset) {
        Optional<Occurrence> name = document.occurrences().at(offset);
        return name.map(one -> document.occurrences().of(one.symbol())).orElse(List.of());
    }

    private static Location location(Document document, Occurrence one) {
        return new Location(document.uri(), document.lines().range(one.region()));
    }
}
