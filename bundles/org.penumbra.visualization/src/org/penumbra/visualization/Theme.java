package org.penumbra.visualization;

import org.penumbra.visualization.ModelGraph.Kind;

/**
 * The colours of a picture, as {@code #rrggbb}. What a node is, is also said by its form and its border, so that no
 * meaning is lost without colour; text has a contrast of at least 4.5 to what it stands on (WCAG 2.1, AA).
 */
public enum Theme {
    /** For paper and bright pages. */
    LIGHT("#ffffff", "#1f2328", "#57606a", "#424a53", "#7d8590", new String[] { "#f5f7fa", "#e9edf2" },
            new Paint("#ffffff", "#1f2328"), new Paint("#bcd2ea", "#1f2328"), new Paint("#fff8e1", "#7a5c00"),
            new Paint("#ffffff", "#1f2328"), new Paint("#f8dccb", "#9a3b00"), new Paint("#e3f1e3", "#22622a")),
    /** For dark pages and slides. */
    DARK("#0f1419", "#e6edf3", "#9ea7b3", "#a9b4c0", "#6e7b8a", new String[] { "#18202a", "#212c38" },
            new Paint("#0f1419", "#d0d7de"), new Paint("#2f5579", "#d0d7de"), new Paint("#2b2614", "#d9b44a"),
            new Paint("#0f1419", "#d0d7de"), new Paint("#4a2413", "#ff9d6b"), new Paint("#173021", "#7fc98a"));

    private final String background;
    private final String text;
    private final String quietText;
    private final String edge;
    private final String plateBorder;
    private final String[] plateFills;
    private final Paint[] nodes;

    /**
     * @param fill inside
     * @param border around
     */
    record Paint(String fill, String border) {
    }

    /** @param nodes in the order of {@link Kind} */
    Theme(String background, String text, String quietText, String edge, String plateBorder, String[] plateFills,
            Paint... nodes) {
        this.background = background;
        this.text = text;
        this.quietText = quietText;
        this.edge = edge;
        this.plateBorder = plateBorder;
        this.plateFills = plateFills;
        this.nodes = nodes;
    }

    String background() {
        return background;
    }

    String text() {
        return text;
    }

    /** For labels that should not compete with names. */
    String quietText() {
        return quietText;
    }

    String edge() {
        return edge;
    }

    /** @param depth 0 for a plate in no other plate */
    Paint plate(int depth) {
        return new Paint(plateFills[depth % plateFills.length], plateBorder);
    }

    Paint node(Kind kind) {
        return nodes[kind.ordinal()];
    }
}
