package org.penumbra.ui.editor;

import org.eclipse.jface.text.rules.ICharacterScanner;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.Token;

/** Numbers as the language writes them, such as {@code 12}, {@code 1.5} and {@code 2e-3}; not the bounds of 1..n. */
final class NumberAlone implements IRule {

    private final IToken number;

    NumberAlone(IToken number) {
        this.number = number;
    }

    @Override
    public IToken evaluate(ICharacterScanner scanner) {
        if (!digits(scanner)) {
            return Token.UNDEFINED;
        }
        follows(scanner, '.');
        int next = scanner.read();
        if (next == 'e' || next == 'E') {
            int sign = scanner.read();
            if (sign != '+' && sign != '-') {
                scanner.unread();
            }
            digits(scanner);
        } else {
            scanner.unread();
        }
        return number;
    }

    private static boolean digits(ICharacterScanner scanner) {
        int count = 0;
        while (Character.isDigit(scanner.read())) {
            count++;
        }
        scanner.unread();
        return count > 0;
    }

    /** A point with digits behind it; else nothing is read. */
    private static void follows(ICharacterScanner scanner, char point) {
        if (scanner.read() != point) {
            scanner.unread();
        } else if (!digits(scanner)) {
            scanner.unread();
        }
    }
}
