package org.penumbra.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A variable of a model that draws are of.
 *
 * @param name as in the text
 * @param shape extents, empty for a scalar
 * @param names of its numbers, row-major, as in {@code theta[1,2]}
 */
public record DrawnVariable(String name, List<Integer> shape, List<String> names) {

    public DrawnVariable {
        shape = List.copyOf(shape);
        names = List.copyOf(names);
    }

    /** Number of values. */
    public int size() {
        return names.size();
    }

    /**
     * What names alone tell: those that agree before their subscripts, one after another, are one variable. It has a
     * shape of several axes when the subscripts count through one in row-major order.
     */
    public static List<DrawnVariable> ofNames(List<String> names) {
        List<DrawnVariable> variables = new ArrayList<>();
        for (int from = 0; from < names.size();) {
            String stem = stem(names.get(from));
            int to = from + 1;
            while (to < names.size() && names.get(to).endsWith("]") && stem(names.get(to)).equals(stem)) {
                to++;
            }
            List<String> own = names.subList(from, to);
            variables.add(new DrawnVariable(stem, shape(own), own));
            from = to;
        }
        return variables;
    }

    /** What stands before the subscripts. */
    public static String stem(String name) {
        int bracket = name.indexOf('[');
        return bracket > 0 && name.endsWith("]") ? name.substring(0, bracket) : name;
    }

    private static List<Integer> shape(List<String> names) {
        List<Integer> last = subscripts(names.getLast());
        if (last.isEmpty()) {
            return names.getLast().endsWith("]") ? List.of(names.size()) : List.of();
        }
        long size = last.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        boolean complete = size == names.size() && IntStream.range(0, names.size())
                .allMatch(i -> subscripts(names.get(i)).equals(rowMajor(i, last)));
        return complete ? last : List.of(names.size());
    }

    /** The numbers between the brackets; empty when there are none, or something else is there. */
    public static List<Integer> subscripts(String name) {
        String stem = stem(name);
        if (stem.length() == name.length()) {
            return List.of();
        }
        List<Integer> subscripts = new ArrayList<>();
        for (String one : name.substring(stem.length() + 1, name.length() - 1).split(",", -1)) {
            if (one.isEmpty() || one.length() > 9 || !one.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return List.of();
            }
            subscripts.add(Integer.valueOf(one));
        }
        return subscripts;
    }

    private static List<Integer> rowMajor(int position, List<Integer> shape) {
        Integer[] subscripts = new Integer[shape.size()];
        int rest = position;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            subscripts[axis] = rest % shape.get(axis) + 1;
            rest /= shape.get(axis);
        }
        return List.of(subscripts);
    }
}
