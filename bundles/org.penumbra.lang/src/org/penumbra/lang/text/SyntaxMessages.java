package org.penumbra.lang.text;

import java.util.Map;
import org.antlr.runtime.CommonToken;
import org.antlr.runtime.MismatchedTokenException;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenStream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.AbstractRule;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.diagnostics.Diagnostic;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.parser.antlr.ISyntaxErrorMessageProvider;

/**
 * Says what was expected and what was found, in the words of the language rather than those of the parser generator.
 * The offset of what was found travels in the issue data.
 */
public final class SyntaxMessages implements ISyntaxErrorMessageProvider {

    private static final String EXPRESSION = "an expression";

    /** What a rule of the grammar reads, for people. */
    private static final Map<String, String> READS = Map.ofEntries(
            Map.entry("Script", "model, guide, function, network or infer"),
            Map.entry("Declaration", "model, guide, function, network or infer"),
            Map.entry("Statement", "a statement"), Map.entry("NamedStatement", "a statement"),
            Map.entry("DataDeclaration", "a statement"), Map.entry("ParamDeclaration", "a statement"),
            Map.entry("InferItem", "data, algorithm, guide, objective, optimizer, seed, subsample, do, condition"),
            Map.entry("Type", "a type such as real"), Map.entry("ValidID", "a name"),
            Map.entry("Parameter", "a parameter such as x : real"),
            Map.entry("Distribution", "a distribution such as Normal(0, 1)"),
            Map.entry("OptionArgument", "an option such as steps = 1000"),
            Map.entry("OptionValue", "a number, text, true, false or a name"),
            Map.entry("SignedNumber", "a number"), Map.entry("WholeNumber", "a whole number"),
            Map.entry("Number", "digits after the decimal point"),
            Map.entry("ColumnBinding", "a binding such as x = column"));

    /** What a block may go on with, by the rule that its closing brace belongs to. */
    private static final Map<String, String> BLOCKS = Map.of("Model", "a statement", "GuideDeclaration", "a statement",
            "NetworkDeclaration", "a statement", "Plate", "a statement", "For", "a statement", "InferDeclaration",
            READS.get("InferItem"));

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IParserErrorContext context) {
        RecognitionException exception = context.getRecognitionException();
        if (exception == null || exception.token == null) {
            return new SyntaxErrorMessage(context.getDefaultMessage(), Diagnostic.SYNTAX_DIAGNOSTIC);
        }
        String rule = rule(context.getCurrentNode());
        Token found = exception.token;
        String expected = expected(exception, rule, context.getTokenNames());
        boolean statement = expected.equals("a statement") && exception.input instanceof TokenStream;
        if (statement && !(exception instanceof MismatchedTokenException)) {
            int first = Math.min(exception.input.index(), found.getTokenIndex());
            StatementHead head = StatementHead.read((TokenStream) exception.input, first);
            found = head.found();
            expected = head.expected();
        }
        return message("expected " + expected + ", found " + describe(found), found);
    }

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IValueConverterErrorContext context) {
        String offset = Integer.toString(context.getCurrentNode() == null ? 0 : context.getCurrentNode().getOffset());
        return new SyntaxErrorMessage(context.getDefaultMessage(), Diagnostic.SYNTAX_DIAGNOSTIC, new String[] {offset});
    }

    private static SyntaxErrorMessage message(String text, Token at) {
        String offset = at.getType() == Token.EOF ? "" : Integer.toString(((CommonToken) at).getStartIndex());
        return new SyntaxErrorMessage(text, Diagnostic.SYNTAX_DIAGNOSTIC, new String[] {offset});
    }

    private static String expected(RecognitionException exception, String rule, String[] names) {
        if (exception instanceof MismatchedTokenException mismatch) {
            return token(mismatch.expecting, rule, names);
        }
        return READS.getOrDefault(rule, EXPRESSION);
    }

    private static String token(int type, String rule, String[] names) {
        if (type == Token.EOF) {
            return READS.get("Script");
        }
        String name = type >= 0 && type < names.length ? names[type] : EXPRESSION;
        return switch (name) {
            case "RULE_ID" -> "a name";
            case "RULE_INT", "RULE_SCIENTIFIC" -> rule.equals("Number") ? READS.get("Number") : "a number";
            case "RULE_STRING" -> "text in double quotes";
            case "'}'" -> BLOCKS.containsKey(rule) ? BLOCKS.get(rule) + " or '}'" : name;
            default -> name;
        };
    }

    static String describe(Token token) {
        return token.getType() == Token.EOF ? "the end of the text" : "'" + token.getText().strip() + "'";
    }

    /** The rule that was being read; of a name, what begins with it, where that says more. */
    private static String rule(INode node) {
        INode at = node;
        String rule = ownRule(at);
        while (rule == null && at != null) {
            at = at.getParent();
            rule = ownRule(at);
        }
        String around = at == null || at.getParent() == null ? null : ownRule(at.getParent());
        boolean more = "ValidID".equals(rule) && ("Distribution".equals(around) || "Type".equals(around));
        return more ? around : rule == null ? "Script" : rule;
    }

    private static String ownRule(INode node) {
        EObject element = node == null ? null : node.getGrammarElement();
        if (element instanceof RuleCall call) {
            return call.getRule().getName();
        }
        AbstractRule rule = element == null ? null : GrammarUtil.containingRule(element);
        return rule == null ? null : rule.getName();
    }
}
