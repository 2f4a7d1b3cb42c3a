package org.penumbra.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.penumbra.inference.EarlierRun;
import org.penumbra.registry.Point;

/** What a stored run hands to one that begins with its answer, besides the answer. */
final class EarlierState {

    private EarlierState() {
    }

    /**
     * @param folder of the stored run
     * @param identity of the run that begins
     * @return empty when that was a run of another model or algorithm, or kept no state
     */
    static Optional<EarlierRun> of(Path folder, Map<String, String> identity) {
        if (!Files.exists(folder.resolve(RunState.FILE))) {
            return Optional.empty();
        }
        RunState earlier = RunState.read(folder);
        boolean same = earlier.state().length > 0 && algorithm(earlier.identity()).equals(algorithm(identity))
                && identity.get("model").equals(earlier.identity().get("model"));
        return same ? Optional.of(new EarlierRun(earlier.state(),
                identity.get(RunIdentity.DATA).equals(earlier.identity().get(RunIdentity.DATA)))) : Optional.empty();
    }

    /** The name; options stand behind it. */
    private static String algorithm(Map<String, String> identity) {
        return identity.getOrDefault(Point.ALGORITHMS.element(), "").split("\\{")[0];
    }
}
