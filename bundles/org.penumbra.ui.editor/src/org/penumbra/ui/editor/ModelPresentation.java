package org.penumbra.ui.editor;

import java.util.List;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.text.rules.DefaultDamagerRepairer;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.RuleBasedScanner;
import org.eclipse.jface.text.rules.Token;
import org.eclipse.jface.text.rules.WordRule;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.penumbra.ui.language.Partitions;

/**
 * The colours that follow from the letters alone: they are there while a key is pressed, and only the line that changed
 * is looked at. What names stand for is coloured by {@link SemanticColours}.
 */
public final class ModelPresentation extends PresentationReconciler {

    private static final List<String> KEYWORDS = List.of("model", "guide", "function", "network", "infer", "data",
            "param", "plate", "for", "deterministic", "factor", "return", "in", "of", "if", "then", "else", "true",
            "false", "algorithm", "objective", "optimizer", "seed", "subsample", "do", "condition", "missing", "where");

    private final RuleBasedScanner code = new RuleBasedScanner();
    private final RuleBasedScanner comment = new RuleBasedScanner();
    private final RuleBasedScanner string = new RuleBasedScanner();
    private ITextViewer viewer;
    private ColorRegistry colours;
    private final IPropertyChangeListener recolour = change -> {
        if (change.getProperty().startsWith("org.penumbra.ui.editor.")) {
            colour();
            viewer.invalidateTextPresentation();
        }
    };

    public ModelPresentation() {
        setDocumentPartitioning(Partitions.ID);
        register(code, IDocument.DEFAULT_CONTENT_TYPE);
        register(comment, Partitions.COMMENT);
        register(string, Partitions.STRING);
    }

    private void register(RuleBasedScanner scanner, String partition) {
        DefaultDamagerRepairer both = new DefaultDamagerRepairer(scanner);
        setDamager(both, partition);
        setRepairer(both, partition);
    }

    @Override
    public void install(ITextViewer textViewer) {
        viewer = textViewer;
        colours = Colour.registry();
        colours.addListener(recolour);
        colour();
        super.install(textViewer);
    }

    @Override
    public void uninstall() {
        if (colours != null) {
            colours.removeListener(recolour);
        }
        super.uninstall();
    }

    private void colour() {
        WordRule words = new WordRule(new NameDetector(), Token.UNDEFINED);
        Token keyword = new Token(Colour.KEYWORD.attribute());
        KEYWORDS.forEach(word -> words.addWord(word, keyword));
        code.setRules(new IRule[] {new NumberAlone(new Token(Colour.NUMBER.attribute())), words, new OtherName()});
        comment.setDefaultReturnToken(new Token(Colour.COMMENT.attribute()));
        string.setDefaultReturnToken(new Token(Colour.STRING.attribute()));
    }
}
