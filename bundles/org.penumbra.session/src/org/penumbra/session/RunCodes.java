package org.penumbra.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.compiler.Prediction;
import org.penumbra.core.PenumbraException;
import org.penumbra.data.DataName;
import org.penumbra.data.DataReader;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;
import org.penumbra.math.RandomStream;
import org.penumbra.model.Intervention;
import org.penumbra.picture.Codes;

/**
 * The latent vectors of the rows of a stored run. What is expected of a vector is the mean of data that the model draws
 * with it, in a small table of its own: the model is bound once more to the first {@value #BATCH} rows.
 */
final class RunCodes implements Codes {

    private static final int BATCH = 64;
    private static final int REPLICATIONS = 150;

    private final StoredRun run;
    private final RunVariable vector;
    private final BoundArray data;
    private final DataSet file;
    private final String observed;
    private final Prediction prediction;
    private final Map<String, double[]> others;
    private final int batch;
    private Map<String, double[]> columns;

    private RunCodes(StoredRun run, RunVariable vector, String observed, BoundArray data, DataSet file,
            Prediction prediction, Map<String, double[]> others) {
        this.run = run;
        this.vector = vector;
        this.observed = observed;
        this.data = data;
        this.file = file;
        this.prediction = prediction;
        this.others = others;
        this.batch = Math.min(BATCH, vector.shape().getFirst());
    }

    /**
     * @return empty for a model in which not exactly one latent site has a vector for each row of observed data
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) when the data are not there any more
     */
    static Optional<Codes> of(Session session, StoredRun run) {
        List<RunVariable> vectors = run.variables().stream()
                .filter(one -> !one.deterministic() && !one.parameter() && one.shape().size() == 2).toList();
        if (run.count() == 0 || vectors.size() != 1) {
            return Optional.empty();
        }
        RunVariable vector = vectors.getFirst();
        int rows = vector.shape().getFirst();
        RunData own = new RunData(session, run);
        Set<String> names = Interventions.observedData(own.selection().model());
        BoundData bound = own.read(Path.of(""));
        Optional<String> observed = names.stream().filter(name -> bound.arrays().containsKey(name)
                && bound.arrays().get(name).shape().size() > 1 && bound.arrays().get(name).shape().getFirst() == rows)
                .findFirst();
        boolean alone = run.variables().stream().filter(one -> !one.deterministic() && one != vector)
                .noneMatch(one -> !one.shape().isEmpty() && one.shape().getFirst() == rows);
        return observed.filter(name -> alone).map(name -> of(session, run, vector, own, bound, name));
    }

    private static Codes of(Session session, StoredRun run, RunVariable vector, RunData own, BoundData bound,
            String observed) {
        Map<String, BoundArray> few = new HashMap<>();
        int rows = vector.shape().getFirst();
        bound.arrays().forEach((name, array) -> few.put(name, cut(array, rows, Math.min(BATCH, rows))));
        Prediction prediction = new ModelCompiler(ModelParts.of(session.registry()), own.file().locations(),
                HostVectors.configured()).prediction(own.selection().model(), few,
                        Interventions.of(own.selection().items(Intervention.class)), Set.of(observed));
        Map<String, double[]> others = new HashMap<>(run.parameters());
        run.variables().stream().filter(one -> !one.deterministic() && one != vector)
                .forEach(one -> others.put(one.name(), mean(run, one.offset(), one.size())));
        DataSet file = new DataReader(session.registry()).read(new DataName(bound.file(), Path.of("")));
        return new RunCodes(run, vector, observed, bound.arrays().get(observed), file, prediction, others);
    }

    /** The first rows of what has a row for each; a number that is their count becomes the count of those. */
    private static BoundArray cut(BoundArray array, int rows, int few) {
        if (array.shape().isEmpty()) {
            return array.values()[0] == rows ? new BoundArray(List.of(), new double[] {few}, array.place()) : array;
        }
        if (array.shape().getFirst() != rows) {
            return array;
        }
        List<Integer> shape = new ArrayList<>(array.shape());
        shape.set(0, few);
        return new BoundArray(shape, Arrays.copyOf(array.values(), array.values().length / rows * few), array.place());
    }

    private static double[] mean(StoredRun run, int offset, int size) {
        double[] mean = new double[size];
        for (int draw = 0; draw < run.count(); draw++) {
            for (int k = 0; k < size; k++) {
                mean[k] += run.weights()[draw] * run.values()[draw][offset + k];
            }
        }
        return mean;
    }

    @Override
    public String site() {
        return vector.name();
    }

    @Override
    public int size() {
        return vector.shape().getLast();
    }

    @Override
    public String observed() {
        return observed;
    }

    @Override
    public List<Integer> shape() {
        return data.shape().subList(1, data.shape().size());
    }

    @Override
    public int rows() {
        return vector.shape().getFirst();
    }

    @Override
    public double[] data(int row) {
        int width = width();
        return Arrays.copyOfRange(data.values(), row * width, (row + 1) * width);
    }

    private int width() {
        return data.values().length / rows();
    }

    @Override
    public double[] mean(int row) {
        return mean(run, vector.offset() + row * size(), size());
    }

    @Override
    public double[][] expected(double[][] vectors) {
        double[][] expected = new double[vectors.length][width()];
        for (int from = 0; from < vectors.length; from += batch) {
            int count = Math.min(batch, vectors.length - from);
            Map<String, double[]> given = new HashMap<>(others);
            given.put(site(), filled(vectors, from, count));
            for (int k = 0; k < REPLICATIONS; k++) {
                double[] drawn = prediction.draw(given, RandomStream.of(k)).data().get(observed);
                for (int i = 0; i < count * width(); i++) {
                    expected[from + i / width()][i % width()] += drawn[i] / REPLICATIONS;
                }
            }
        }
        return expected;
    }

    /** A batch of vectors; the last one fills up. */
    private double[] filled(double[][] vectors, int from, int count) {
        double[] all = new double[batch * size()];
        for (int k = 0; k < batch; k++) {
            System.arraycopy(vectors[from + Math.min(k, count - 1)], 0, all, k * size(), size());
        }
        return all;
    }

    @Override
    public double[][] prior(int count) {
        double[][] vectors = new double[count][];
        for (int from = 0, seed = 0; from < count; from += batch, seed++) {
            double[] drawn = prediction.draw(others, RandomStream.of(-1 - seed)).sites().get(site());
            for (int k = 0; k < Math.min(batch, count - from); k++) {
                vectors[from + k] = Arrays.copyOfRange(drawn, k * size(), (k + 1) * size());
            }
        }
        return vectors;
    }

    @Override
    public List<String> columns() {
        return List.copyOf(known().keySet());
    }

    @Override
    public double[] column(String name) {
        return known().get(name);
    }

    /** Columns with a number for each row, in the order of the file; read once. */
    private synchronized Map<String, double[]> known() {
        if (columns == null) {
            columns = new LinkedHashMap<>();
            for (String name : file.rows() == rows() ? file.names() : List.<String>of()) {
                numbers(name).ifPresent(values -> columns.put(name, values));
            }
        }
        return columns;
    }

    /** Empty for words, and for a column of arrays. */
    private Optional<double[]> numbers(String name) {
        try {
            return Optional.of(file.array(name)).filter(array -> array.shape().equals(List.of(rows())))
                    .map(NamedArray::values);
        } catch (PenumbraException words) {
            return Optional.empty();
        }
    }
}
