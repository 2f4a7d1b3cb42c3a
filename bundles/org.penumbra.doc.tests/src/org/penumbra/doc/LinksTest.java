package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links between pages and to files of the repository lead somewhere, and every page can be reached. */
class LinksTest {

    private final Repository repository = Repository.find();

    @Test
    void leadSomewhere() {
        List<String> broken = new ArrayList<>();
        repository.pages().forEach(page -> page.links().stream().filter(link -> !link.matches("https?:.*"))
                .filter(link -> !leads(page, link)).forEach(link -> broken.add(page.path() + ": " + link)));
        assertEquals(List.of(), broken);
    }

    private boolean leads(Page page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path from = Path.of(page.path());
        Path to = file.isEmpty() ? from : from.resolveSibling(file).normalize();
        if (hash < 0) {
            return Files.exists(repository.root().resolve(to));
        }
        Page target = to.equals(from) ? page : repository.page(to.toString());
        return target.anchors().contains(link.substring(hash + 1));
    }

    @Test
    void brokenOnesAreSeen() {
        Page page = new Page("bundles/org.penumbra.doc/guide/x.md", "# Here\n");
        assertTrue(leads(page, "#here"));
        assertTrue(leads(page, "images/rugged.png"));
        assertTrue(leads(page, "../../../README.md"));
        assertTrue(!leads(page, "#there"));
        assertTrue(!leads(page, "images/none.png"));
        assertTrue(!leads(page, "index.md#nothing-like-this"));
    }

    @Test
    void theIndexLeadsToEveryPage() {
        List<String> linked = repository.guide("index.md").links();
        List<String> pages = repository.pages().stream().map(page -> Path.of(page.path()).getFileName().toString())
                .filter(name -> !name.equals("index.md") && !name.equals("README.md")).toList();
        assertEquals(List.of(), pages.stream().filter(name -> !linked.contains(name)).toList());
    }
}
