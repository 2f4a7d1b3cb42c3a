package org.penumbra.app;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.math.validation.Predictive;
import org.penumbra.session.CrossValidation;
import org.penumbra.session.Verdict;

/** Runs best first, and what may be said of their difference. */
final class CrossValidationTable {

    private CrossValidationTable() {
    }

    static String of(CrossValidation comparison, boolean waic) {
        List<String> header = new ArrayList<>(List.of("run", "elpd", "se", "p", "k > 0.7", "difference", "se"));
        if (waic) {
            header.addAll(List.of("WAIC elpd", "se"));
        }
        StringBuilder text = new StringBuilder(PosteriorTable.table(header,
                comparison.entries().stream().map(one -> row(name(one, comparison), one, waic)).toList()));
        text.append('\n').append(comparison.entries().getFirst().names().size()).append(" observations\n");
        comparison.entries().stream().filter(one -> one.loo().unreliable() > 0).forEach(one -> text.append(one.folder())
                .append(": ").append(worst(one)).append('\n'));
        comparison.entries().stream().filter(one -> one.verdict() == Verdict.NOT_TRUSTED).forEach(one -> text
                .append(one.folder()).append(": the run itself is not to be trusted\n"));
        return text.toString();
    }

    /** The last part of the folder, where that tells the runs apart. */
    private static String name(CrossValidation.Entry one, CrossValidation comparison) {
        long alike = comparison.entries().stream().map(entry -> entry.folder().getFileName())
                .filter(last -> last.equals(one.folder().getFileName())).count();
        return alike == 1 ? one.folder().getFileName().toString() : one.folder().toString();
    }

    private static List<String> row(String name, CrossValidation.Entry one, boolean waic) {
        List<String> row = new ArrayList<>(List.of(name, number(one.loo().elpd().total()),
                number(one.loo().elpd().standardError()), number(one.loo().effectiveParameters()),
                Long.toString(one.loo().unreliable())));
        boolean best = java.util.Arrays.stream(one.behind().pointwise()).allMatch(d -> d == 0);
        row.add(best ? "" : number(one.behind().total()));
        row.add(best ? "" : number(one.behind().standardError()));
        if (waic) {
            Predictive elpd = one.waic().elpd();
            row.addAll(List.of(number(elpd.total()), number(elpd.standardError())));
        }
        return row;
    }

    private static String number(double value) {
        return Figures.of(value, 1);
    }

    private static String worst(CrossValidation.Entry one) {
        double[] shapes = one.loo().shapes();
        int worst = 0;
        for (int i = 0; i < shapes.length; i++) {
            worst = !(shapes[i] <= shapes[worst]) ? i : worst;
        }
        return one.names().get(worst) + " has k-hat " + Figures.of(shapes[worst], 2)
                + (one.loo().unreliable() > 1 ? ", and " + (one.loo().unreliable() - 1) + " more exceed 0.7" : "")
                + ": without it the posterior would be another; fit again without it to be sure";
    }
}
