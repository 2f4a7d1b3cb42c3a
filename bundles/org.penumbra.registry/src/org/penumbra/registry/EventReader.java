package org.penumbra.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.penumbra.distribution.Signature.Parameter;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;

/** Reads what registrations say of vectors and matrices: the axes of a block, and the structure of its elements. */
final class EventReader {

    /** A support with its structure: {@code simplex} stands for both. */
    record Domain(Support elements, Optional<Structure> structure) {
    }

    private final Consumer<String> complaints;

    EventReader(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /** The names and numbers of a list such as {@code K, R}; empty for no text. */
    List<String> dims(String text) {
        List<String> dims = new ArrayList<>();
        for (String part : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
            String dim = part.replace(" ", "");
            if (!dim.matches("[A-Za-z_][A-Za-z_0-9]*([+-][0-9]+)?|[0-9]+")) {
                complaints.accept("an extent is a name, a name plus a number, or a number, not '" + part.strip() + "'");
            }
            dims.add(dim);
        }
        return dims;
    }

    /** @throws IllegalArgumentException when the text is neither a support nor a structure */
    static Domain domain(String text) {
        Optional<Structure> structure = Structure.named(text.strip());
        return new Domain(structure.map(Structure::elements).orElseGet(() -> Support.parse(text)), structure);
    }

    /** A vector has one axis, a matrix two of one extent. */
    void requireAxes(String what, Optional<Structure> structure, List<String> dims) {
        if (structure.isPresent() && (dims.size() != structure.get().rank() || dims.stream().distinct().count() > 1)) {
            complaints.accept(what + " is " + structure.get() + ", which has " + (structure.get().rank() == 1
                    ? "one axis" : "two axes of one extent") + ", but has the extents " + dims);
        }
    }

    /** Blocks belong to distributions of vectors. */
    void requireScalars(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (!parameter.dims().isEmpty()) {
                complaints.accept("the parameter '" + parameter.name() + "' has dims, but the signature has no event:"
                        + " a distribution of one number takes vector='true'");
            }
        }
    }

    void requireBlocks(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.vector()) {
                complaints.accept("the parameter '" + parameter.name()
                        + "' is vector='true', but the signature has an event: give it dims");
            }
        }
    }
}
