package org.penumbra.doc;

import java.util.List;

/** What is the same in every run of a command: times and builds are masked, progress is left out. */
final class Stable {

    private Stable() {
    }

    static List<String> lines(List<String> lines) {
        return lines.stream().filter(line -> !line.matches("step \\d+.*")).map(Stable::line).toList();
    }

    private static String line(String line) {
        return line.replaceAll("(\\d+ steps), \\d+\\.\\d\\d s$", "$1, # s")
                .replaceAll("(\"seconds\" : )[\\d.E-]+", "$1#")
                .replaceAll("(\\d+\\.\\d+\\.\\d+)\\.\\d{12}", "$1")
                .replaceAll("\\(Java \\d+\\)", "(Java #)");
    }
}
