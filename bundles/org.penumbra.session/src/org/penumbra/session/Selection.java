package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.InferItem;
import org.penumbra.model.Model;
import org.penumbra.model.Script;

/**
 * Which model of a file is run, and how.
 *
 * @param model what is inferred
 * @param infer the block that says how; empty when the file has none for it
 */
record Selection(Model model, Optional<InferDeclaration> infer) {

    /**
     * The block or model with a name; without one, the only block, or the only model of a file without blocks.
     *
     * @throws PenumbraException (USAGE, PEN-5001 to PEN-5003) when there is none, or more than one
     */
    static Selection of(Script script, String file, Optional<String> name) {
        List<InferDeclaration> blocks = all(script, InferDeclaration.class).toList();
        List<Model> models = all(script, Model.class).toList();
        if (name.isPresent()) {
            return named(blocks, models, file, name.get());
        }
        if (blocks.isEmpty() && models.isEmpty()) {
            throw PenumbraException.badInput(Problem.error("PEN-5003", "a model is expected, and there is none.")
                    .at(Location.of(file)));
        }
        if (blocks.size() == 1) {
            return of(blocks.getFirst());
        }
        if (blocks.isEmpty() && models.size() == 1) {
            return new Selection(models.getFirst(), Optional.empty());
        }
        throw ambiguous(names(blocks.isEmpty() ? models : blocks), file);
    }

    private static Selection named(List<InferDeclaration> blocks, List<Model> models, String file, String name) {
        Optional<Selection> block = blocks.stream().filter(one -> one.getName().equals(name)).findFirst()
                .map(Selection::of);
        return block.or(() -> models.stream().filter(one -> one.getName().equals(name)).findFirst()
                .map(model -> new Selection(model, Optional.empty()))).orElseThrow(() -> {
                    List<String> names = new ArrayList<>(names(blocks));
                    names.addAll(names(models));
                    return PenumbraException.usage(Problem.error("PEN-5001", "there is no run '" + name
                            + "'; there are " + String.join(", ", names) + ".").at(Location.of(file))
                            .offering(Nearest.to(name, names)));
                });
    }

    private static Selection of(InferDeclaration block) {
        return new Selection(block.getModel(), Optional.of(block));
    }

    private static PenumbraException ambiguous(List<String> names, String file) {
        return PenumbraException.usage(Problem.error("PEN-5002", "this file has several runs: "
                + String.join(", ", names) + ".").at(Location.of(file)).advise("Name one of them after the file."));
    }

    private static List<String> names(List<? extends Declaration> declarations) {
        return declarations.stream().map(Declaration::getName).toList();
    }

    private static <T> Stream<T> all(Script script, Class<T> type) {
        return script.getDeclarations().stream().filter(type::isInstance).map(type::cast);
    }

    /** What the run is made of; the model is missing when the block's reference leads nowhere. */
    List<Declaration> declarations() {
        return Stream.concat(Stream.ofNullable(model), infer.stream()).map(Declaration.class::cast).toList();
    }

    /** The guide block of the file with this name, if there is one. */
    Optional<GuideDeclaration> guide(String name) {
        return model.eContainer() instanceof Script script
                ? all(script, GuideDeclaration.class).filter(one -> one.getName().equals(name)).findFirst()
                : Optional.empty();
    }

    /** Name of the block; empty when there is none. */
    String run() {
        return infer.map(Declaration::getName).orElse("");
    }

    /** The settings of one kind, in the order of the text. */
    <T extends InferItem> List<T> items(Class<T> type) {
        return infer.stream().flatMap(block -> block.getItems().stream()).filter(type::isInstance).map(type::cast)
                .toList();
    }
}
