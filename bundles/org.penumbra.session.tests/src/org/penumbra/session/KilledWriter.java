package org.penumbra.session;

import java.io.IOException;
import java.nio.file.Path;

/** Writes folder after folder until its process is killed. */
public final class KilledWriter {

    private static final int LINES = 2_000;

    private KilledWriter() {
    }

    /** @param arguments the folder that gets the folders */
    public static void main(String[] arguments) throws IOException {
        for (int number = 1;; number++) {
            int line = number;
            try (RunFolder folder = number % 2 == 0 ? RunFolder.numbered(Path.of(arguments[0]), "run")
                    : RunFolder.at(Path.of(arguments[0], "at-" + number))) {
                for (String file : new String[] {"run.json", "draws.csv", "trace.csv"}) {
                    folder.write(file, writer -> {
                        for (int k = 0; k < LINES; k++) {
                            writer.write(line + "," + k + "," + Math.sqrt(k) + "\n");
                        }
                    });
                }
                folder.commit();
            }
            System.out.println(number);
        }
    }
}
