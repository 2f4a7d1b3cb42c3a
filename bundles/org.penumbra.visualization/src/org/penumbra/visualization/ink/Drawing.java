package org.penumbra.visualization.ink;

import java.util.List;
import java.util.Locale;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;

/**
 * A picture as a file. The same picture gives the same bytes, in whatever process; none of the formats needs a font
 * that is installed.
 */
public final class Drawing {

    /** Pixels that a PNG may have: 400 MB of memory while it is drawn. */
    private static final double LARGEST = 1e8;

    private final Picture picture;

    public Drawing(Picture picture) {
        this.picture = picture;
    }

    /** An SVG 1.1 document. */
    public String svg(Theme theme) {
        return new InkSvg(Sheet.of(picture, theme), "", InkSvg::plain).write("");
    }

    /**
     * An SVG element for a page of HTML that is light or dark as the reader prefers.
     *
     * @param id letters and digits that no other picture of the page has
     */
    public String svgForBoth(String id) {
        return new BothThemes(Sheet.of(picture, Theme.LIGHT), Sheet.of(picture, Theme.DARK), id).svg();
    }

    /** A PDF of one page as large as the picture. */
    public byte[] pdf(Theme theme) {
        return InkPdf.pdf(Sheet.of(picture, theme));
    }

    /**
     * @param scale pixels per pixel of the picture, above 0; 2 is sharp on most screens
     * @throws PenumbraException (USAGE, PEN-4502) when the scale gives an empty image or one of more than a hundred
     *         million pixels
     */
    public byte[] png(Theme theme, double scale) {
        double width = Math.ceil(picture.width() * scale);
        double height = Math.ceil(picture.height() * scale);
        if (!(width >= 1 && height >= 1 && width * height <= LARGEST)) {
            throw new PenumbraException(org.penumbra.core.ExitCode.USAGE, List.of(Problem.error("PEN-4502",
                    String.format(Locale.ROOT, "A scale of %s would make a picture of %.0f x %.0f pixels, and it must "
                            + "have between 1 and 100 million.", scale, width, height))
                    .advise("Choose a scale between 0.5 and 4.")));
        }
        return InkPixels.png(Sheet.of(picture, theme), scale);
    }
}
