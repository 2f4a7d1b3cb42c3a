package org.penumbra.sources.text;

/** Tables with tabulators between their cells. */
public final class Tsv extends DelimitedSource {

    public Tsv() {
        super('\t');
    }
}
