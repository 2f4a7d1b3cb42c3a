package org.penumbra.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.data.DataName;
import org.penumbra.data.DataReader;
import org.penumbra.lang.ModelFile;
import org.penumbra.model.DataBinding;

/** The data that a stored run was made with, read again as its own text and its command said. */
final class RunData {

    private final Session session;
    private final StoredRun run;
    private final FitRequest request;
    private final ModelFile file;
    private final Selection selection;

    /** @throws PenumbraException (BAD_INPUT) when the text of the run is no model for what is installed now */
    RunData(Session session, StoredRun run) {
        this.session = session;
        this.run = run;
        this.request = StoredRequest.of(run);
        this.file = session.check(request.file());
        this.selection = Session.select(request, file);
        Session.refuse(file.errorsIn(List.of(selection.model())));
    }

    ModelFile file() {
        return file;
    }

    Selection selection() {
        return selection;
    }

    /**
     * Whether a block of a text of today asks for the data of the run: it is the block of the run, it names no data, or
     * the same ones.
     */
    boolean isMeantBy(Selection other) {
        Optional<DataBinding> named = binding(other);
        return other.run().equals(selection.run()) || named.isEmpty()
                || binding(selection).filter(own -> EcoreUtil.equals(own, named.get())).isPresent();
    }

    /**
     * @param folder of the model as it is asked for: what was named by a path that leads nowhere from here is looked
     *        for where the text of the run, if it stood there, would have it
     * @throws PenumbraException (BAD_INPUT) when the data are not there, or (PEN-5073) others than the run was made
     *         with
     */
    BoundData read(Path folder) {
        BoundData data = session.bind(existing(folder), binding(selection),
                new DataBinder(selection.model(), file.locations()), file, false);
        if (!RunIdentity.digest(data).equals(RunState.read(run.folder()).identity().get(RunIdentity.DATA))) {
            throw PenumbraException.badInput(Problem.error("PEN-5073", "the data are not those that the run was fitted "
                    + "to.").at(Location.of(data.file())).about(run.folder().toString())
                    .advise("Put the data back that were fitted, or fit again."));
        }
        return data;
    }

    private FitRequest existing(Path folder) {
        Optional<String> moved = request.data().filter(this::isGone).flatMap(name -> binding(selection))
                .map(DataBinding::getSource).map(source -> folder.resolve(source).toString())
                .filter(source -> Files.exists(Path.of(source)));
        return moved.isPresent() ? request.withData(moved.get()) : request;
    }

    private boolean isGone(String name) {
        DataName data = new DataName(name, Path.of(""));
        return new DataReader(session.registry()).isFile(data) && !Files.exists(data.file());
    }

    private static Optional<DataBinding> binding(Selection selection) {
        return selection.items(DataBinding.class).stream().findFirst();
    }
}
