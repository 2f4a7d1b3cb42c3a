package org.penumbra.doc;

import org.junit.jupiter.api.Test;
import org.penumbra.registry.Registry;

/**
 * The page on options and distributions is what the parts say of themselves. When that changes, write it anew:
 *
 * <pre>PENUMBRA_WRITE_DOCS=1 ./penumbra test -pl bundles/org.penumbra.doc.tests -am</pre>
 */
class OptionReferenceTest {

    @Test
    void isUpToDate() {
        Repository repository = Repository.find();
        Page found = repository.guide("options.md");
        new Golden(repository).check(found, new Page(found.path(), new OptionReference(Registry.open()).write()));
    }
}
