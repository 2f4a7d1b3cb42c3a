package org.penumbra.ui.editor;

import org.eclipse.jface.text.TextAttribute;
import org.eclipse.jface.text.rules.ICharacterScanner;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.Token;

/** A name that is no keyword is passed as a whole: the digits in {@code x1} are no number. */
final class OtherName implements IRule {

    private final NameDetector names = new NameDetector();
    private final IToken plain = new Token(new TextAttribute(null));

    @Override
    public IToken evaluate(ICharacterScanner scanner) {
        int next = scanner.read();
        if (next == ICharacterScanner.EOF || !names.isWordStart((char) next)) {
            scanner.unread();
            return Token.UNDEFINED;
        }
        while (next != ICharacterScanner.EOF && names.isWordPart((char) next)) {
            next = scanner.read();
        }
        scanner.unread();
        return plain;
    }
}
