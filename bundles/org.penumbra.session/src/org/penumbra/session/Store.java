package org.penumbra.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap;

/**
 * Where the result of one run goes. The folder is begun before the algorithm starts, so that a place that cannot be
 * written to is known before hours of work, not after.
 */
final class Store implements AutoCloseable {

    private final Optional<RunFolder> folder;

    private Store(Optional<RunFolder> folder) {
        this.folder = folder;
    }

    static Store open(FitRequest request, Plan plan) {
        String name = plan.model().getName() + (plan.run().isEmpty() ? "" : "-" + plan.run());
        return new Store(request.folder().map(RunFolder::at)
                .or(() -> request.runs().map(runs -> RunFolder.numbered(runs, name))));
    }

    /** Where states are kept while the run is under way; empty when nothing is stored. */
    Optional<Path> checkpoint() {
        return folder.map(RunFolder::checkpoint);
    }

    /** The fit with the place where it is kept, or with the reason why it could not be: the result itself survives. */
    Fit keep(Fit fit, SiteMap sites, String modelText, Instant started, Map<String, String> identity) {
        if (folder.isEmpty()) {
            return fit;
        }
        // An interrupt closes file channels; the run was stopped, but what it has is to be kept.
        boolean interrupted = Thread.interrupted();
        try {
            files(fit, sites, modelText, started, identity).writeTo(folder.get());
            return fit.stored(folder.get().commit());
        } catch (IOException failed) {
            return fit.notStored(RunFolder.unwritable(place(fit), failed).problems());
        } catch (PenumbraException taken) {
            return fit.notStored(taken.problems());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RunFiles files(Fit fit, SiteMap sites, String modelText, Instant started,
            Map<String, String> identity) {
        FitResult result = fit.result();
        RunState state = new RunState(identity, result.steps(),
                result.fittedGuide().map(Guide::parameters).orElse(new double[0]), result.state());
        return new RunFiles(FitRecord.of(fit, RunVariable.of(sites), modelText, started), DrawTable.of(result, sites),
                Optional.of(LargeDraws.of(result.draws(), sites)), LargeParameters.of(result.draws(), sites),
                result.trace(), modelText,
                writer -> state.write(writer, fit.guideValues()));
    }

    private static Path place(Fit fit) {
        return fit.request().folder().or(fit.request()::runs).orElseThrow();
    }

    @Override
    public void close() {
        folder.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException failed) {
                throw RunFolder.unwritable(Path.of("."), failed);
            }
        });
    }
}
