package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cache for data of the first processor, as Linux describes it.
 *
 * @param name such as L2
 * @param bytes its size; of a cache that processors share, the whole
 */
record CacheLevel(String name, long bytes) {

    private static final Path FOLDER = Path.of("/sys/devices/system/cpu/cpu0/cache");

    /** From small to large; none where the system does not say. */
    static List<CacheLevel> ofThisMachine() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        List<CacheLevel> found = new ArrayList<>();
        try (Stream<Path> indices = Files.list(FOLDER)) {
            for (Path index : indices.filter(path -> path.getFileName().toString().startsWith("index")).toList()) {
                if (!read(index, "type").equals("Instruction")) {
                    found.add(new CacheLevel("L" + read(index, "level"), size(read(index, "size"))));
                }
            }
        }
        found.sort(Comparator.comparingLong(CacheLevel::bytes));
        return found;
    }

    private static String read(Path index, String file) throws IOException {
        return Files.readString(index.resolve(file)).strip();
    }

    /** As in 32K. */
    private static long size(String text) {
        long number = Long.parseLong(text.replaceAll("[^0-9]", ""));
        return number << (text.endsWith("K") ? 10 : text.endsWith("M") ? 20 : 0);
    }

    /** The smallest one that holds so many bytes, or "memory". */
    static String holding(long bytes, List<CacheLevel> caches) {
        return caches.stream().filter(cache -> bytes <= cache.bytes()).map(CacheLevel::name).findFirst()
                .orElse("memory");
    }
}
