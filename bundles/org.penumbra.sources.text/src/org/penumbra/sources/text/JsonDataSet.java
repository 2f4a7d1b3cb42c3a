package org.penumbra.sources.text;

import java.util.List;
import java.util.Map;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

/** The keys of one JSON object. */
record JsonDataSet(String file, Map<String, JsonArray> arrays) implements DataSet {

    @Override
    public List<String> names() {
        return List.copyOf(arrays.keySet());
    }

    @Override
    public int rows() {
        return -1;
    }

    @Override
    public NamedArray array(String name) {
        JsonArray array = arrays.get(name);
        if (array == null) {
            throw DataProblem.unknown(file, "key", name, names());
        }
        return array.toNamedArray();
    }
}
