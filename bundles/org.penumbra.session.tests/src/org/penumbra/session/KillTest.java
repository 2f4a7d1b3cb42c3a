package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Problem;
import org.penumbra.inference.FitResult;

/**
 * A process that writes folders is killed, as by {@code kill -9}, at random moments: whatever is to be seen afterwards
 * is complete. {@code -Dpenumbra.kills=200} kills more often; {@code bench kill} does so with whole commands.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("penumbra.kills", 4);

    @TempDir
    Path parent;

    @Test
    void whatIsSeenAfterAKillIsComplete() throws IOException, InterruptedException {
        Random random = new Random(20261122);
        int complete = 0;
        int begun = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path place = Files.createDirectory(parent.resolve("kill" + kill));
            Process writer = start(place);
            try (BufferedReader out = new BufferedReader(writer.inputReader(StandardCharsets.UTF_8))) {
                assertTrue(out.readLine() != null, "the process wrote a folder");
                Thread.sleep(random.nextInt(50));
            } finally {
                writer.destroyForcibly().waitFor();
            }
            for (Path folder : entries(place)) {
                if (folder.getFileName().toString().startsWith(".")) {
                    begun++;
                } else {
                    new RunReader(folder).verify();
                    complete++;
                }
            }
        }
        assertTrue(complete >= KILLS, complete + " complete folders after " + KILLS + " kills");
        assertTrue(KILLS < 50 || begun > 0, "no kill hit a folder in the making");
    }

    private static Process start(Path place) throws IOException {
        String classPath = Stream.of(KilledWriter.class, RunFolder.class, Problem.class, FitResult.class,
                JsonFactory.class, ObjectMapper.class, CSVFormat.class).map(KillTest::origin).distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", classPath, KilledWriter.class.getName(), place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The jar or folder that a class is from; a bundle that is being built has its classes below its folder. */
    private static String origin(Class<?> type) {
        // Not as a URI: Equinox leaves blanks in the location as they are.
        Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path classes = place.resolve("target/classes");
        return (Files.isDirectory(classes) ? classes : place).toString();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
