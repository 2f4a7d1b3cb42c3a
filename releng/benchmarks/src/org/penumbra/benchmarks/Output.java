package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a process left.
 *
 * @param exitCode of the process
 * @param text standard output and standard error
 */
record Output(int exitCode, String text) {

    static Output of(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            return new Output(process.waitFor(), text);
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ran", stopped);
        }
    }
}
