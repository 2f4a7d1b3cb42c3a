package org.penumbra.app;

import java.util.List;
import org.penumbra.inference.Guide;

/** The parameters that a guide block declares, as fitted. */
final class GuideTable {

    private GuideTable() {
    }

    /** Empty when there are none. */
    static String of(List<Guide.NamedValue> values) {
        if (values.isEmpty()) {
            return "";
        }
        return "\nguide parameters\n" + PosteriorTable.table(List.of("parameter", "value"), values.stream()
                .map(one -> List.of(one.name(), Figures.of(one.value(), Figures.decimals(one.value(), Double.NaN))))
                .toList());
    }
}
