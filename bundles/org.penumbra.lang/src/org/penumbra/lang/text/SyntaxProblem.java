package org.penumbra.lang.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.parser.IParseResult;
import org.penumbra.core.Nearest;
import org.penumbra.core.Problem;
import org.penumbra.lang.LanguageProblem;

/**
 * The first syntax error of a text. What follows it is mostly its consequence: where the parser guesses wrong how to go
 * on, it finds errors that are none.
 */
public final class SyntaxProblem {

    private static final Pattern FOUND_WORD = Pattern.compile("^expected (.*), found '(\\p{L}{3,})'$");

    private SyntaxProblem() {
    }

    /** Where the first one is; there must be one. */
    static int firstOffset(IParseResult parsed) {
        return offset(firstNode(parsed), parsed.getRootNode());
    }

    private static INode firstNode(IParseResult parsed) {
        INode root = parsed.getRootNode();
        return StreamSupport.stream(parsed.getSyntaxErrors().spliterator(), false)
                .min(Comparator.comparingInt((INode error) -> offset(error, root))).orElseThrow();
    }

    /** The first in the order of the text; there must be one. */
    public static Problem first(IParseResult parsed, Places places) {
        INode root = parsed.getRootNode();
        INode node = firstNode(parsed);
        String message = message(node);
        return LanguageProblem.SYNTAX.problem(capitalised(message) + ".").offering(candidates(message))
                .at(places.at(root, offset(node, root)));
    }

    /** Words that were expected and are near to the word that was found. */
    private static List<String> candidates(String message) {
        Matcher found = FOUND_WORD.matcher(message);
        return !found.find() ? List.of()
                : Nearest.to(found.group(2), Arrays.asList(found.group(1).split("[ ,]+")));
    }

    /** Where the unexpected token starts; at the end of the text, behind the last thing that is written. */
    private static int offset(INode error, INode root) {
        String[] data = error.getSyntaxErrorMessage().getIssueData();
        if (data == null || data.length == 0) {
            return error.getOffset();
        }
        return data[0].isEmpty() ? root.getText().stripTrailing().length() : Integer.parseInt(data[0]);
    }

    private static String message(INode node) {
        SyntaxErrorMessage message = node.getSyntaxErrorMessage();
        if (message.getIssueData() != null && message.getIssueData().length > 0) {
            return message.getMessage();
        }
        return lexical(node.getText().strip());
    }

    /** What is wrong with characters that form no word of the language. */
    private static String lexical(String text) {
        if (text.startsWith("\"")) {
            return "expected a double quote at the end of the text on this line, found none";
        }
        if (text.startsWith("/*")) {
            return "expected '*/' at the end of the comment, found the end of the text";
        }
        boolean number = !text.isEmpty() && Character.isDigit(text.charAt(0));
        return number ? "expected digits after 'e' in a number, found '" + text + "'"
                : "expected a word of the language, found '" + text + "'";
    }

    private static String capitalised(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}
