package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

/** A page is as it should be; with the environment variable {@value #WRITE} it is made so. */
final class Golden {

    static final String WRITE = "PENUMBRA_WRITE_DOCS";

    private final Repository repository;

    Golden(Repository repository) {
        this.repository = repository;
    }

    void check(Page found, Page expected) {
        if (System.getenv(WRITE) == null) {
            assertIterableEquals(expected.text().lines().toList(), found.text().lines().toList(), () -> found.path()
                    + " is out of date: run this test with " + WRITE + "=1 and read what has changed");
        } else {
            repository.write(expected);
        }
    }
}
