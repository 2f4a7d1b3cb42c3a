package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Chromium without a window and without a network. */
final class Browser {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable");
    private static final long SECONDS = 90;

    private final Path program;
    private final Path folder;

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** The one of the path; without one the test is skipped and says why. */
    static Browser find(Path folder) {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of)
                .flatMap(place -> NAMES.stream().map(place::resolve)).filter(Files::isExecutable).findFirst();
        return new Browser(program.orElseGet(() -> abort("there is no browser: install chromium to look at reports")),
                folder);
    }

    /** The page as it is after its scripts ran. */
    String content(Path page) throws IOException, InterruptedException {
        return run(page, List.of("--dump-dom"));
    }

    /** A picture of its beginning. */
    Path screenshot(Path page, String name, String... more) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("--hide-scrollbars", "--window-size=1000,1800",
                "--screenshot=" + file));
        arguments.addAll(List.of(more));
        run(page, arguments);
        assertTrue(Files.exists(file), "no screenshot");
        return file;
    }

    private String run(Path page, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(more);
        command.add(page.toUri().toString());
        Path out = folder.resolve("browser.out");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(folder.resolve("browser.err").toFile()).start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the browser took more than " + SECONDS + " s");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(out);
    }
}
