package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.penumbra.lang.ide.Occurrence.Role;
import org.penumbra.lang.text.Word;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;

/** Colours of words by what they mean: data unlike latent sites, keywords unlike names that are spelt the same. */
final class Tokens {

    private static final List<String> TYPES = List.of("keyword", "comment", "string", "number", "operator", "type",
            "class", "function", "variable", "parameter", "property", "enumMember", "interface", "event", "decorator");
    private static final List<String> MODIFIERS = List.of("declaration", "readonly", "modification", "defaultLibrary");
    private static final int DECLARATION = 1;
    private static final int READONLY = 2;
    private static final int MODIFICATION = 4;
    private static final int LIBRARY = 8;

    private Tokens() {
    }

    static SemanticTokensLegend legend() {
        return new SemanticTokensLegend(TYPES, MODIFIERS);
    }

    /** Five numbers for each word between two offsets, as the protocol has it. */
    static List<Integer> between(Document document, int from, int to) {
        Map<Integer, Occurrence> names = new HashMap<>();
        document.occurrences().all().forEach(one -> names.put(one.region().offset(), one));
        Encoder encoder = new Encoder(document.lines());
        for (Word word : document.words()) {
            if (word.end() > from && word.offset() < to) {
                add(encoder, word, names.get(word.offset()));
            }
        }
        return encoder.numbers;
    }

    private static void add(Encoder encoder, Word word, Occurrence name) {
        switch (word.kind()) {
            case LINE_COMMENT, BLOCK_COMMENT -> encoder.add(word, "comment", 0);
            case STRING -> encoder.add(word, "string", 0);
            case NUMBER -> encoder.add(word, "number", 0);
            case WORD -> {
                if (name != null) {
                    encoder.add(word, type(name.symbol()), modifiers(name));
                } else if (Highlighting.isKeyword(word.text())) {
                    encoder.add(word, "keyword", 0);
                }
            }
            case SIGN -> encoder.addOperator(word);
            default -> { }
        }
    }

    private static String type(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Declared declared -> switch (declared.element()) {
                case Model model -> "class";
                case GuideDeclaration guide -> "interface";
                case FunctionDeclaration function -> "function";
                case NetworkDeclaration network -> "function";
                default -> "event";
            };
            case Symbol.Named named -> type(named.element());
            case Symbol.Label label -> "enumMember";
            case Symbol.Known known -> switch (known.kind()) {
                case TYPE -> "type";
                case FUNCTION -> "function";
                case ANNOTATION -> "decorator";
                default -> "class";
            };
            case Symbol.Detail detail -> "property";
        };
    }

    private static String type(Variable variable) {
        return switch (variable) {
            case Parameter parameter -> "parameter";
            case IndexVariable index -> "enumMember";
            case ParamDeclaration parameter -> "property";
            case Sample site -> "variable";
            case DataDeclaration data -> "variable";
            default -> "variable";
        };
    }

    private static int modifiers(Occurrence one) {
        int role = one.role() == Role.DECLARES ? DECLARATION : one.role() == Role.WRITES ? MODIFICATION
                : 0;
        return switch (one.symbol()) {
            case Symbol.Named named when named.element() instanceof DataDeclaration -> role | READONLY;
            case Symbol.Known known -> role | LIBRARY;
            default -> role;
        };
    }

    /** Writes positions relative to the word before. */
    private static final class Encoder {
        private final Lines lines;
        private final List<Integer> numbers = new ArrayList<>();
        private int lastLine;
        private int lastStart;

        Encoder(Lines lines) {
            this.lines = lines;
        }

        void addOperator(Word word) {
            if (Highlighting.isOperator(word.text())) {
                add(word, "operator", 0);
            }
        }

        /** A word of several lines is one token for each of them. */
        void add(Word word, String type, int modifiers) {
            int end = word.offset() + word.text().stripTrailing().length();
            for (int line = lines.line(word.offset()); line <= lines.line(end); line++) {
                int from = Math.max(word.offset(), lines.start(line));
                int to = Math.min(end, lines.end(line));
                if (to > from) {
                    put(line, from - lines.start(line), to - from, TYPES.indexOf(type), modifiers);
                }
            }
        }

        private void put(int line, int start, int length, int type, int modifiers) {
            numbers.add(line - lastLine);
            numbers.add(line == lastLine ? start - lastStart : start);
            numbers.add(length);
            numbers.add(type);
            numbers.add(modifiers);
            lastLine = line;
            lastStart = start;
        }
    }
}
