package org.penumbra.doc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block of commands with what they print.
 *
 * <p>A command starts with {@code $}; the lines up to the next one are what it prints. {@code $ echo $?} after it shows
 * its exit code; without that it ends with 0.
 */
final class Transcript {

    private static final String PROMPT = "$ ";
    private static final String ASK = "echo $?";

    /**
     * @param line what is typed
     * @param output what is printed, line by line
     * @param code its exit code, where it is shown
     */
    record Command(String line, List<String> output, Optional<Integer> code) {
    }

    private Transcript() {
    }

    static List<Command> of(String text) {
        List<Command> commands = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                commands.add(new Command(line.substring(PROMPT.length()), new ArrayList<>(), Optional.empty()));
            } else if (commands.isEmpty()) {
                throw new IllegalArgumentException("a block of commands starts with a prompt, not with: " + line);
            } else {
                commands.getLast().output().add(line);
            }
        }
        return withCodes(commands);
    }

    private static List<Command> withCodes(List<Command> commands) {
        List<Command> result = new ArrayList<>();
        for (Command command : commands) {
            if (!command.line().equals(ASK)) {
                result.add(command);
            } else {
                Command asked = result.removeLast();
                result.add(new Command(asked.line(), asked.output(),
                        Optional.of(Integer.parseInt(command.output().getFirst()))));
            }
        }
        return result;
    }

    static String write(List<Command> commands) {
        StringBuilder text = new StringBuilder();
        for (Command command : commands) {
            text.append(PROMPT).append(command.line()).append('\n');
            command.output().forEach(line -> text.append(line).append('\n'));
            command.code().ifPresent(code -> text.append(PROMPT).append(ASK).append('\n').append(code).append('\n'));
        }
        return text.toString();
    }
}
