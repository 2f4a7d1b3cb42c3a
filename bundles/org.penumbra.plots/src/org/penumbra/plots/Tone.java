package org.penumbra.plots;

import java.awt.Color;
import org.penumbra.picture.Theme;

/** A colour that is known once the theme is. */
@FunctionalInterface
interface Tone {

    /** What the fitted posterior is drawn in. */
    Tone POSTERIOR = series(0);
    /** What it is held against: the prior, the data, another run. */
    Tone OTHER = series(1);
    Tone TEXT = Theme::text;
    Tone QUIET = Theme::quietText;
    Tone ALARM = Theme::alarm;

    Color in(Theme theme);

    static Tone series(int number) {
        return theme -> theme.series(number);
    }

    static Tone area(int number) {
        return theme -> theme.area(number);
    }

    default Tone faded(double opacity) {
        return theme -> Theme.faded(in(theme), opacity);
    }
}
