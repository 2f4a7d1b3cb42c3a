package org.penumbra.architecture;

/**
 * A text of the source tree.
 *
 * @param path relative to the folder of its bundle, with slashes
 * @param text as it is
 */
record SourceFile(String path, String text) {

    boolean isJava() {
        return path.endsWith(".java");
    }

    /** File name without folders. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The Java text with comments and literals blanked out, so that a word in prose is no use of what it names. */
    String code() {
        StringBuilder code = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = endOfProse(at);
            if (end == at) {
                at++;
                continue;
            }
            for (int i = at; i < end; i++) {
                if (text.charAt(i) != '\n') {
                    code.setCharAt(i, ' ');
                }
            }
            at = end;
        }
        return code.toString();
    }

    /** Where the comment or literal that starts at {@code at} ends; {@code at} itself when none does. */
    private int endOfProse(int at) {
        if (text.startsWith("//", at)) {
            return after("\n", at);
        }
        if (text.startsWith("/*", at)) {
            return after("*/", at + 2);
        }
        if (text.startsWith("\"\"\"", at)) {
            return after("\"\"\"", at + 3);
        }
        char quote = text.charAt(at);
        return quote == '"' || quote == '\'' ? endOfLiteral(at, quote) : at;
    }

    private int endOfLiteral(int at, char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
