package org.penumbra.compiler.batch;

import java.util.List;
import java.util.Map;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;

/** Coordinates of a program of which a minibatch has those of its rows only. */
final class LocalCoordinates implements LatentRows {

    private final Map<Index, Choice> choices;
    private final Map<Array, LocalSites.Place> arrays;
    private final Facts facts = new Facts();

    /** @param arrays with the axes of their rows; all others stay whole */
    LocalCoordinates(Map<Index, Choice> choices, Map<Array, LocalSites.Place> arrays) {
        this.choices = choices;
        this.arrays = arrays;
    }

    @Override
    public Element rewritten(Element element, RowExpressions expressions) {
        LocalSites.Place place = arrays.get(element.array());
        if (place == null) {
            return new Element(element.array(), expressions.apply(element.offset()));
        }
        Choice choice = choice(element, place);
        AlongPlate position = expressions.position(element.offset(), choice)
                .filter(one -> one.stride() == stride(element.array(), place.axis())).orElseThrow(
                        () -> new Obstacle("a row needs '" + site(element) + "' of another row"));
        return new Element(LocalSites.withRows(element.array(), place.axis(), choice.rows()),
                position.in(choice.rows(), choice.index().minus(1), expressions::apply));
    }

    private Choice choice(Element element, LocalSites.Place place) {
        return choices.values().stream().filter(choice -> choice.plate() == place.plate())
                .filter(choice -> facts.dependsOn(element.offset(), choice.index())).findFirst()
                .orElseThrow(() -> new Obstacle("all of '" + site(element) + "' is needed outside of it"));
    }

    private static long stride(Array array, int axis) {
        return array.shape().subList(axis + 1, array.shape().size()).stream().mapToLong(Integer::longValue)
                .reduce(1, Math::multiplyExact);
    }

    private static String site(Element element) {
        String name = element.array().name();
        return name.substring(name.indexOf('.') + 1);
    }

    /** An input of the minibatch is numbers that are what their coordinates are, once some have rows. */
    @Override
    public LatentSite input(LatentSite whole) {
        if (arrays.isEmpty()) {
            return whole;
        }
        LocalSites.Place place = arrays.get(whole.array());
        Array array = place == null ? whole.array() : LocalSites.withRows(whole.array(), place.axis(),
                rowsOf(place.plate()));
        Element first = new Element(array, Expr.of(0));
        return new LatentSite(whole.name(), List.of(array.size()), whole.support(), List.of(), first, first,
                Bijector.IDENTITY, whole.signature(), List.of(), whole.location());
    }

    /** Rows that are drawn of a plate. */
    private int rowsOf(int plate) {
        return choices.values().stream().filter(choice -> choice.plate() == plate).mapToInt(Choice::rows).findFirst()
                .orElse(0);
    }
}
