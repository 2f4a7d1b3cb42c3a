package org.penumbra.lang.ide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What editors ask about folders. */
final class WorkspaceFiles implements WorkspaceService {

    private static final int DEEPEST = 8;
    /** More models than a person searches at once. */
    private static final int MOST = 500;

    private final Documents documents;
    private final Worker worker;
    private final Features features;
    private final List<Path> folders = new ArrayList<>();
    /** Files that are in no editor, in their last state. */
    private final Map<Path, Stored> closed = new HashMap<>();

    private record Stored(FileTime time, Document document) {
    }

    WorkspaceFiles(Documents documents, Worker worker, Features features) {
        this.documents = documents;
        this.worker = worker;
        this.features = features;
    }

    void folders(InitializeParams parameters) {
        List<WorkspaceFolder> given = parameters.getWorkspaceFolders();
        folders.clear();
        for (WorkspaceFolder folder : given == null ? List.<WorkspaceFolder>of() : given) {
            documents.closed(folder.getUri(), "").file().ifPresent(folders::add);
        }
    }

    /** In open texts as they are, and in all models of the folders as they are stored. */
    @Override
    public CompletableFuture<Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>> symbol(
            WorkspaceSymbolParams parameters) {
        return worker.answer(() -> {
            List<WorkspaceSymbol> found = new ArrayList<>();
            Set<Path> seen = new HashSet<>();
            for (Document document : documents.all()) {
                document.file().ifPresent(file -> seen.add(file.normalize()));
                found.addAll(new Outline(document, features.reference).matching(parameters.getQuery()));
            }
            for (Path file : stored()) {
                if (seen.add(file.normalize())) {
                    stored(file).ifPresent(document -> found.addAll(new Outline(document, features.reference)
                            .matching(parameters.getQuery())));
                }
            }
            return Either.forRight(found);
        });
    }

    private List<Path> stored() {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
                all.filter(file -> file.toString().endsWith(".penumbra")).sorted().limit(MOST).forEach(files::add);
            } catch (IOException | UncheckedIOException unreadable) {
                return files;
            }
        }
        return files;
    }

    /** The text of a file, read again when it has changed; empty when it cannot be read. */
    private Optional<Document> stored(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            Stored known = closed.get(file);
            if (known == null || !known.time().equals(time)) {
                known = new Stored(time, documents.closed(file.toUri().toString(), Files.readString(file)));
                closed.put(file, known);
            }
            return Optional.of(known.document());
        } catch (IOException unreadable) {
            closed.remove(file);
            return Optional.empty();
        }
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams parameters) {
        // There is nothing to configure.
    }

    /** Data may have changed, or been found: what is wrong with the runs that are bound to them is looked for again. */
    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams parameters) {
        worker.execute(documents::checkAll);
    }
}
