package org.penumbra.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.compiler.RowSource;
import org.penumbra.registry.Point;

/** What a run is of, piece by piece, so that a run that cannot go on can say what differs. */
final class RunIdentity {

    /** Numbers that are digested at once. */
    private static final int BLOCK = 4096;

    /** The piece that tells the data. */
    static final String DATA = "data";

    private RunIdentity() {
    }

    static Map<String, String> of(Plan plan, BoundData data, String modelText) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("model", sha256(modelText.getBytes(StandardCharsets.UTF_8)));
        identity.put("run", plan.run());
        identity.put(DATA, digest(data));
        identity.put("seed", String.valueOf(plan.seed()));
        if (!plan.subsamples().isEmpty()) {
            identity.put("subsample", plan.subsamples() + " " + plan.subsamples().sampling());
        }
        for (Map.Entry<Point, Part> part : plan.parts().entrySet()) {
            identity.put(part.getKey().element(), part.getValue().name() + part.getValue().optionValues());
        }
        plan.guide().ifPresent(guide -> identity.put(Point.GUIDES.element(), RunState.block(guide.getName())));
        return identity;
    }

    /** Every number counts, also those that are not in memory. */
    static String digest(BoundData data) {
        MessageDigest digest = sha256();
        new TreeMap<>(data.arrays()).forEach((name, array) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer shape = ByteBuffer.allocate(Integer.BYTES * array.shape().size());
            array.shape().forEach(shape::putInt);
            digest.update(shape.array());
            array.rows().ifPresentOrElse(rows -> add(rows, array.shape().getFirst(), digest),
                    () -> add(array.values(), array.values().length, digest));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(RowSource rows, int count, MessageDigest digest) {
        int width = rows.width();
        int block = Math.max(1, BLOCK / width);
        double[] numbers = new double[block * width];
        for (int from = 0; from < count; from += block) {
            int to = Math.min(count, from + block);
            for (int row = from; row < to; row++) {
                rows.read(row, numbers, (row - from) * width);
            }
            add(numbers, (to - from) * width, digest);
        }
    }

    private static void add(double[] numbers, int count, MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * BLOCK);
        for (int from = 0; from < count; from += BLOCK) {
            bytes.clear();
            for (int i = from; i < Math.min(count, from + BLOCK); i++) {
                bytes.putDouble(numbers[i]);
            }
            digest.update(bytes.array(), 0, bytes.position());
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
