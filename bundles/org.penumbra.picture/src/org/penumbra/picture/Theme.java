package org.penumbra.picture;

import java.awt.Color;
import java.util.List;

/**
 * Colours and letters of a picture. The hues of series are those of Okabe and Ito (2008), which people who do not see
 * red or green tell apart; each theme makes them lighter or darker where they would not stand out from its background,
 * from which graphics have a contrast of at least 3 and text of at least 4.5 (WCAG 2.1, AA), or from each other.
 */
public enum Theme {
    /** For paper and bright pages. */
    LIGHT(0xffffff, 0x1f2328, 0x57606a, 0xe3e7ec, 0x8c959f,
            List.of(0x0072b2, 0xd55e00, 0x009e73, 0xa03c82, 0xb37400, 0x2b87bf, 0x6e5a00, 0x3d444d)),
    /** For dark pages and slides. */
    DARK(0x0f1419, 0xe6edf3, 0x9ea7b3, 0x252d36, 0x6e7b8a,
            List.of(0x56b4e9, 0xe69f00, 0x00dda1, 0xbe5096, 0xf0e442, 0x3d93d6, 0xff8a4c, 0xd0d7de));

    private final Color background;
    private final Color text;
    private final Color quietText;
    private final Color grid;
    private final Color frame;
    private final List<Color> series;

    Theme(int background, int text, int quietText, int grid, int frame, List<Integer> series) {
        this.background = new Color(background);
        this.text = new Color(text);
        this.quietText = new Color(quietText);
        this.grid = new Color(grid);
        this.frame = new Color(frame);
        this.series = series.stream().map(Color::new).toList();
    }

    public Color background() {
        return background;
    }

    public Color text() {
        return text;
    }

    /** For labels that should not compete with what they label. */
    public Color quietText() {
        return quietText;
    }

    /** Grid lines, which may be missed. */
    public Color grid() {
        return grid;
    }

    /** Axes and frames. */
    public Color frame() {
        return frame;
    }

    /** Different for the first eight; the first stands for the posterior. */
    public Color series(int number) {
        return series.get(Math.floorMod(number, series.size()));
    }

    /** For what speaks against a result: the vermilion of the palette. */
    public Color alarm() {
        return this == LIGHT ? series.get(1) : series.get(6);
    }

    /** The colour of a series, thinned out for areas behind lines. */
    public Color area(int number) {
        return faded(series(number), this == LIGHT ? 0.28 : 0.36);
    }

    /** @param opacity in [0, 1] */
    public static Color faded(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }

    /**
     * A scale from nothing to much: from the background towards the first colour, so that it also works in grey.
     *
     * @param amount in [0, 1]; NaN gives the colour of the grid
     */
    public Color heat(double amount) {
        if (Double.isNaN(amount)) {
            return grid;
        }
        double part = Math.clamp(amount, 0, 1);
        Color full = series(0);
        return new Color(mix(background.getRed(), full.getRed(), part),
                mix(background.getGreen(), full.getGreen(), part), mix(background.getBlue(), full.getBlue(), part));
    }

    private static int mix(int from, int to, double part) {
        return (int) Math.round(from + part * (to - from));
    }

    /** Letters of this size in pixels. */
    public Lettering font(double size) {
        return new Lettering(size);
    }
}
