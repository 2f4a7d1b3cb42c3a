package org.penumbra.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.compiler.BoundArray;
import org.penumbra.registry.Point;

/** What a run is of, piece by piece, so that a run that cannot go on can say what differs. */
final class RunIdentity {

    private RunIdentity() {
    }

    static Map<String, String> of(Plan plan, BoundData data, String modelText) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("model", sha256(modelText.getBytes(StandardCharsets.UTF_8)));
        identity.put("run", plan.run());
        identity.put("data", sha256(bytes(data)));
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

    private static byte[] bytes(BoundData data) {
        Map<String, BoundArray> sorted = new TreeMap<>(data.arrays());
        int size = sorted.entrySet().stream()
                .mapToInt(e -> 4 * e.getKey().length() + 4 * e.getValue().shape().size()
                        + 8 * e.getValue().values().length)
                .reduce(0, Math::addExact);
        ByteBuffer buffer = ByteBuffer.allocate(size);
        sorted.forEach((name, array) -> {
            buffer.put(name.getBytes(StandardCharsets.UTF_8));
            array.shape().forEach(buffer::putInt);
            for (double value : array.values()) {
                buffer.putDouble(value);
            }
        });
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
