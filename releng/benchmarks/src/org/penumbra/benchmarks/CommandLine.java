package org.penumbra.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The arguments of a command: {@code --option value} pairs, and names to restrict it to. */
final class CommandLine {

    private final Map<String, String> options = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Ends the virtual machine with 64 at an option that is not one of {@code known}, or has no value. */
    CommandLine(String[] arguments, Set<String> known) {
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                names.add(arguments[i]);
            } else if (!known.contains(arguments[i]) || i + 1 == arguments.length) {
                throw usage(known.contains(arguments[i]) ? arguments[i] + " needs a value"
                        : "no option " + arguments[i] + "; there are " + new TreeSet<>(known));
            } else {
                options.put(arguments[i], arguments[++i]);
            }
        }
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    Path requiredPath(String name) {
        return option(name).map(Path::of).orElseThrow(() -> usage(name + " is needed"));
    }

    /** A positive whole number. */
    int number(String name, int otherwise) {
        String text = option(name).orElse(String.valueOf(otherwise));
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw usage(name + " takes a positive whole number, not " + text);
        }
        return Integer.parseInt(text);
    }

    /** Whether something of this name was asked for: all of them when none was named. */
    boolean wants(String name) {
        return names.isEmpty() || names.contains(name);
    }

    List<String> names() {
        return names;
    }

    /** Prints the message and ends; the return type lets callers throw, so that the compiler sees the end. */
    static IllegalArgumentException usage(String message) {
        System.err.println("bench: " + message);
        System.exit(64);
        return new IllegalArgumentException(message);
    }
}
