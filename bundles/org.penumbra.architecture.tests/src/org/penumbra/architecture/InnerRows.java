package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the inner rows may not touch: progress, randomness, time and cancellation are passed in to them. */
final class InnerRows {

    private static final Map<String, Pattern> FORBIDDEN = Map.of(
            "files", Pattern.compile("\\bjava\\.nio\\.(file|channels)\\b|\\bjava\\.(io|nio)\\.\\*"
                    + "|\\bjava\\.io\\.(File\\w*|RandomAccessFile)\\b"),
            "the console", Pattern.compile("\\bSystem\\.(out|err|in|console)\\b|\\bjava\\.io\\.Console\\b"
                    + "|\\bprintStackTrace\\(\\s*\\)"),
            "the clock", Pattern.compile("\\bSystem\\.(currentTimeMillis|nanoTime)\\b|\\bThread\\.sleep\\b"
                    + "|\\b(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime)\\.now\\b|\\bClock\\.system"),
            "logging", Pattern.compile("\\bjava\\.util\\.logging\\b|\\bSystem\\.(getLogger|Logger)\\b|\\borg\\.slf4j\\b"
                    + "|\\borg\\.apache\\.(log4j|logging|commons\\.logging)\\b"),
            "randomness of its own", Pattern.compile("\\bMath\\.random\\b|\\bThreadLocalRandom\\b|\\bSecureRandom\\b"
                    + "|\\bnew\\s+(Random|SplittableRandom)\\b"),
            "the process", Pattern.compile("\\bSystem\\.(exit|getenv|getProperty)\\b|\\bRuntime\\.getRuntime\\b"));

    private InnerRows() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (Rows.isInner(bundle.id())) {
                bundle.java().forEach(file -> scan(bundle, file, found));
            }
        }
        return found;
    }

    private static void scan(Bundle bundle, SourceFile file, List<String> found) {
        String code = file.code();
        FORBIDDEN.forEach((what, pattern) -> {
            var use = pattern.matcher(code);
            if (use.find()) {
                found.add(bundle.id() + "/" + file.path() + " touches " + what + ": " + use.group());
            }
        });
    }
}
