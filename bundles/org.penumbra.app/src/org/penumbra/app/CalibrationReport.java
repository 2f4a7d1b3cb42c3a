package org.penumbra.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penumbra.registry.Point;
import org.penumbra.session.CalibratedSite;
import org.penumbra.session.Calibration;
import org.penumbra.session.CalibrationFault;
import org.penumbra.session.CalibrationVerdict;
import org.penumbra.session.Plan;

/** A calibration as a person reads it: where true values fall in each posterior, and what that means. */
final class CalibrationReport {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final List<String> HEADER = List.of("site", "true values in the posterior, low to high", "uniform",
            "symmetric", "the posterior is");
    private static final int MOST_ROWS = 60;
    private static final int MOST_NAMED = 5;
    private static final double SMALL = 1e-4;
    /** A p-value is 1 minus a sum, so that smaller ones are rounding errors. */
    private static final double ROUNDING = 1e-14;

    private final Calibration calibration;
    private final StringBuilder text = new StringBuilder();

    private CalibrationReport(Calibration calibration) {
        this.calibration = calibration;
    }

    static String of(Calibration calibration) {
        return new CalibrationReport(calibration).write();
    }

    private String write() {
        title();
        counts();
        table(CalibratedSite::all);
        boolean apart = calibration.sites().stream().anyMatch(site -> site.trusted().isPresent());
        int distrusted = calibration.answered() - calibration.trusted();
        if (apart) {
            text.append("\nwithout the ").append(distrusted).append(" whose own verdict is \"not trusted\":\n");
            table(site -> site.trusted().orElseThrow());
        }
        text.append('\n').append("verdict  ").append(verdict(apart)).append('\n');
        text.append(String.format(Locale.ROOT, "tests    %d p-values; the chance of a false alarm in any of them is at "
                + "most %s %%%n", calibration.sites().size() * (apart ? 4 : 2),
                Figures.of(100 * Calibration.FALSE_ALARM, 0)));
        return text.toString().replace("\r", "");
    }

    private void title() {
        Plan plan = calibration.plan();
        text.append(plan.model().getName()).append(plan.run().isEmpty() ? "" : ", run " + plan.run()).append(": ")
                .append(plan.algorithm().name())
                .append(plan.name(Point.GUIDES).map(name -> " with " + name).orElse(""))
                .append(", seed ").append(plan.seed()).append('\n');
    }

    private void counts() {
        int distrusted = calibration.answered() - calibration.trusted();
        text.append(calibration.answered()).append(" of ").append(calibration.runs()).append(" replications")
                .append(calibration.stopped() ? ", then stopped" : "")
                .append(distrusted == 0 ? "" : "; " + distrusted + " not trusted by their own verdict"
                        + (calibration.trusted() < Calibration.FEWEST ? ", which leaves too few to test alone" : ""))
                .append('\n');
        if (!calibration.failures().isEmpty()) {
            text.append(calibration.failures().size()).append(" failed, the first with: ")
                    .append(calibration.failures().getFirst().render()).append('\n');
        }
        text.append('\n');
    }

    /** In the order of the model; where that would hide rows, the worst come first. */
    private void table(Function<CalibratedSite, CalibrationVerdict> chosen) {
        List<CalibratedSite> sites = new ArrayList<>(calibration.sites());
        if (sites.size() > MOST_ROWS) {
            sites.sort(worstFirst(chosen));
        }
        text.append(PosteriorTable.table(HEADER, sites.stream().map(site -> row(site, chosen.apply(site))).toList()));
    }

    private static List<String> row(CalibratedSite site, CalibrationVerdict test) {
        return List.of(site.name(), bars(test.histogram()), probability(test.uniformity()),
                probability(test.symmetry()), test.fails() ? words(test.faults()) : "calibrated");
    }

    /** One bar for each bin, the highest one for the fullest bin. */
    static String bars(List<Integer> histogram) {
        int most = histogram.stream().mapToInt(Integer::intValue).max().orElse(0);
        return histogram.stream().map(count -> count == 0 ? " "
                : String.valueOf(BARS.charAt((count * BARS.length() - 1) / most)))
                .collect(Collectors.joining("", "|", "|"));
    }

    private static String probability(double p) {
        if (p < ROUNDING) {
            return "<1e-14";
        }
        return p < SMALL ? String.format(Locale.ROOT, "%.0e", p) : Figures.of(p, p < 0.01 ? 4 : 2);
    }

    private static String words(List<CalibrationFault> faults) {
        return faults.stream().map(CalibrationFault::words).collect(Collectors.joining(" and "));
    }

    private String verdict(boolean apart) {
        if (calibration.answered() < Calibration.FEWEST && calibration.failing().isEmpty()) {
            return "none: " + calibration.answered() + " replications are too few to see a fault.";
        }
        Optional<String> trusted = apart ? sentence(site -> site.trusted().orElseThrow()) : Optional.empty();
        Optional<String> all = sentence(CalibratedSite::all);
        if (trusted.isPresent()) {
            return trusted.get() + " Even fits that call themselves trusted are wrong here: take a richer guide, or "
                    + "reparameterise the model.";
        }
        if (all.isEmpty()) {
            return "calibrated: true values fall into the posteriors as they should, as far as "
                    + calibration.answered() + " replications can tell.";
        }
        return all.get() + (apart ? " Fits that call themselves trusted are right, so the verdict of a fit tells."
                : " Take a richer guide, or reparameterise the model.");
    }

    /** What is wrong, worst site first; empty when nothing is. */
    private Optional<String> sentence(Function<CalibratedSite, CalibrationVerdict> chosen) {
        Map<List<CalibrationFault>, List<String>> failing = calibration.sites().stream()
                .filter(site -> chosen.apply(site).fails()).sorted(worstFirst(chosen))
                .collect(Collectors.groupingBy(site -> chosen.apply(site).faults(), LinkedHashMap::new,
                        Collectors.mapping(CalibratedSite::name, Collectors.toList())));
        return failing.isEmpty() ? Optional.empty() : Optional.of("not calibrated: " + failing.entrySet().stream()
                .map(group -> explained(group.getKey(), group.getValue())).collect(Collectors.joining("; ")) + ".");
    }

    private static Comparator<CalibratedSite> worstFirst(Function<CalibratedSite, CalibrationVerdict> chosen) {
        return Comparator.comparingDouble(site -> Math.min(chosen.apply(site).uniformity(),
                chosen.apply(site).symmetry()));
    }

    private static String explained(List<CalibrationFault> faults, List<String> names) {
        int more = names.size() - MOST_NAMED;
        return "the posterior of " + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "") + " is " + words(faults) + " (" + faults.stream()
                .map(CalibrationFault::explanation).collect(Collectors.joining("; ")) + ")";
    }
}
