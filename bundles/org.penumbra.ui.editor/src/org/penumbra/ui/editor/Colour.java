package org.penumbra.ui.editor;

import java.util.Locale;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PlatformUI;

/** The colours of models; a theme or a person may choose others under "Colors and Fonts". */
enum Colour {
    KEYWORD(SWT.BOLD), COMMENT(SWT.NORMAL), STRING(SWT.NORMAL), NUMBER(SWT.NORMAL), DISTRIBUTION(SWT.NORMAL),
    FUNCTION(SWT.NORMAL), TYPE(SWT.NORMAL), LATENT(SWT.NORMAL), DATA(SWT.NORMAL), PARAMETER(SWT.NORMAL);

    private final int style;

    Colour(int style) {
        this.style = style;
    }

    /** As plugin.xml and the style sheets of themes call it. */
    String id() {
        return "org.penumbra.ui.editor." + name().toLowerCase(Locale.ROOT);
    }

    int style() {
        return style;
    }

    /** On the user interface's thread. */
    TextAttribute attribute() {
        return new TextAttribute(registry().get(id()), null, style);
    }

    static ColorRegistry registry() {
        return PlatformUI.getWorkbench().getThemeManager().getCurrentTheme().getColorRegistry();
    }
}
