package org.penumbra.sources.text;

/** Tables with commas between their cells. */
public final class Csv extends DelimitedSource {

    public Csv() {
        super(',');
    }
}
