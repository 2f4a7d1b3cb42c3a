package org.penumbra.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.guide.CompiledGuide;
import org.penumbra.inference.Finding;

/**
 * A guide block and where it begins: as its text says, or where an earlier run of the same block ended. The draws of
 * another guide tell nothing of the parameters of a block.
 *
 * @param guide of the file, at its start; empty when the run uses none
 * @param findings about that
 */
record BlockStart(Optional<CompiledGuide> guide, List<Finding> findings) {

    static BlockStart none() {
        return asWritten(Optional.empty());
    }

    static BlockStart asWritten(Optional<CompiledGuide> guide) {
        return new BlockStart(guide, List.of());
    }

    /** @param folder of an earlier run, if the run begins with its answer */
    static BlockStart of(Optional<CompiledGuide> guide, Optional<Path> folder) {
        if (guide.isEmpty() || folder.isEmpty()) {
            return asWritten(guide);
        }
        CompiledGuide block = guide.get();
        if (!Files.exists(folder.get().resolve(RunState.FILE))) {
            return unmoved(block, "kept no guide");
        }
        RunState earlier = RunState.read(folder.get());
        if (!earlier.isOf(block.name())) {
            return unmoved(block, "was fitted by another guide");
        }
        return block.startingAt(earlier.values()).map(moved -> asWritten(Optional.of(moved)))
                .orElseGet(() -> unmoved(block, "has other parameters"));
    }

    private static BlockStart unmoved(CompiledGuide block, String why) {
        return new BlockStart(Optional.of(block), List.of(new Finding(Finding.Trust.CAUTION, "The guide "
                + block.name() + " began at the starting values of its text: the run named by --init-from " + why
                + ".")));
    }
}
