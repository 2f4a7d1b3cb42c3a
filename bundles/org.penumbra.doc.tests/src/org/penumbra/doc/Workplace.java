package org.penumbra.doc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.penumbra.app.InProcess;
import org.penumbra.app.InProcess.Outcome;
import org.penumbra.session.Session;

/**
 * A folder in which the commands of one page are run. A process cannot change its folder, so the arguments that are
 * paths are made to point here, and what comes back is made to look as if it had been run at the root of the
 * repository.
 */
final class Workplace {

    private static final String RUNS = "penumbra-runs";
    private static final List<String> STORING = List.of("fit", "sample");

    private final Path root;
    private final Path folder;
    private final Supplier<Session> session;
    private int runs;

    /** @param files of the page, written into {@code folder} */
    Workplace(Repository repository, Path folder, Page page, Supplier<Session> session) {
        this.root = repository.root();
        this.folder = folder;
        this.session = session;
        System.setProperty("penumbra.home", root.toString());
        page.files().forEach(this::save);
    }

    private void save(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param command without prompt, such as {@code ./penumbra fit rugged} */
    Outcome run(String command) {
        List<String> words = Arrays.asList(command.split("\\s+"));
        int program = words.indexOf("./penumbra");
        if (program < 0) {
            throw new IllegalArgumentException("only ./penumbra can be run here, not: " + command);
        }
        List<String> arguments = placed(words.subList(program + 1, words.size()));
        Outcome outcome = InProcess.run(session, arguments);
        return new Outcome(outcome.code(), unplaced(outcome.output()));
    }

    private List<String> placed(List<String> words) {
        List<String> arguments = new ArrayList<>();
        for (String word : words) {
            boolean ours = !arguments.isEmpty() && arguments.getLast().equals("--out")
                    || !word.startsWith("-") && Files.exists(folder.resolve(word));
            arguments.add(ours ? folder.resolve(word).toString() : word);
        }
        if (STORING.contains(arguments.getFirst()) && !arguments.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve(RUNS).resolve("run-" + ++runs).toString()));
        }
        return arguments;
    }

    /** A run folder that nobody named gets its name from the first line, and the first number. */
    private String unplaced(String output) {
        String title = output.lines().findFirst().orElse("");
        String name = title.replaceAll("(, run (\\w+))?:.*", "-$2").replaceAll("-$", "");
        return output.replace(folder + "/", "").replace(root + "/", "")
                .replaceAll("(?m)^(stored +)" + RUNS + "/run-\\d+$", "$1" + RUNS + "/" + name + "-1");
    }
}
