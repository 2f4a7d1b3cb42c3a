package org.penumbra.ui.editor;

import org.eclipse.jface.text.rules.IWordDetector;

/** Names of the language: letters, digits and underscores. */
final class NameDetector implements IWordDetector {

    @Override
    public boolean isWordStart(char character) {
        return Character.isLetter(character) || character == '_';
    }

    @Override
    public boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
