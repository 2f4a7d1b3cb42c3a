package org.penumbra.doc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.BoundArray;
import org.penumbra.model.Argument;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Model;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.Type;
import org.penumbra.model.VariableRef;

/** Data of the declared types for a model that is only to be compiled and evaluated. Every size is {@value #SIZE}. */
final class InventedData {

    private static final int SIZE = 3;

    private final Model model;

    InventedData(Model model) {
        this.model = model;
    }

    Map<String, BoundArray> arrays() {
        Map<String, BoundArray> arrays = new LinkedHashMap<>();
        model.getStatements().stream().filter(DataDeclaration.class::isInstance).map(DataDeclaration.class::cast)
                .forEach(data -> arrays.put(data.getName(), array(data.getType())));
        return arrays;
    }

    private static BoundArray array(Type type) {
        List<Integer> shape = new ArrayList<>();
        type.getDimensions().forEach(dimension -> shape.add(extent(dimension)));
        double[] values = new double[shape.stream().reduce(1, Math::multiplyExact)];
        Arrays.setAll(values, k -> shape.isEmpty() && type.getName().equals("int") ? SIZE : value(type, k));
        return new BoundArray(shape, values, k -> "element " + k);
    }

    private static int extent(Expression dimension) {
        return switch (dimension) {
            case NumberLiteral number -> (int) number.getValue();
            case VariableRef size -> SIZE;
            default -> throw new IllegalArgumentException("an extent that is invented is a name or a number");
        };
    }

    /** Different from element to element, and within 1..3 where whole numbers are asked for. */
    private static double value(Type type, int k) {
        return switch (type.getName()) {
            case "real" -> type.getArguments().stream().map(Argument::getName).anyMatch("max"::equals) ? 0.5
                    : 0.25 + 0.5 * k;
            case "int" -> 1 + k % SIZE;
            case "bool" -> k % 2;
            case "positive", "nonnegative" -> 1 + 0.1 * k;
            case "unit", "interval" -> 0.2 + 0.6 * (k % 2);
            default -> throw new IllegalArgumentException("no values of type " + type.getName() + " are invented");
        };
    }
}
