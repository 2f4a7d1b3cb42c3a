package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Status;
import org.penumbra.inference.auto.Journal.Answered;
import org.penumbra.inference.auto.Journal.Chosen;
import org.penumbra.inference.auto.Journal.Entry;
import org.penumbra.inference.auto.Journal.Refused;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.AffineMap;

/** Writes entries of a journal as numbers; texts as their characters. */
final class Scribe {

    private static final int ANSWERED = 0;
    private static final int REFUSED = 1;
    private static final int CHOSEN = 2;
    private static final int NO_MOMENTS = 0;
    private static final int DIAGONAL = 1;
    private static final int DENSE = 2;

    private final StateWriter writer;

    Scribe(StateWriter writer) {
        this.writer = writer;
    }

    double[] state() {
        return writer.state();
    }

    void count(int number) {
        writer.add(number);
    }

    void text(String text) {
        writer.add(text.length());
        text.chars().forEach(writer::add);
    }

    void numbers(double[] numbers) {
        writer.add(numbers.length).add(numbers);
    }

    void entry(Entry entry) {
        switch (entry) {
            case Answered answered -> {
                writer.add(ANSWERED);
                text(answered.step());
                judgement(answered.judgement());
                moments(answered.moments().get());
            }
            case Refused refused -> {
                writer.add(REFUSED);
                text(refused.step());
                text(refused.why());
            }
            case Chosen chosen -> {
                writer.add(CHOSEN);
                text(chosen.step());
                count(chosen.sites().size());
                chosen.sites().forEach(this::text);
            }
        }
    }

    private void judgement(Judgement judgement) {
        writer.add(judgement.status().ordinal());
        findings(judgement.own());
        count(judgement.report().measurements().size());
        for (Measurement one : judgement.report().measurements()) {
            text(one.name());
            writer.add(one.value());
        }
        findings(judgement.report().findings());
    }

    private void findings(List<Finding> findings) {
        count(findings.size());
        for (Finding one : findings) {
            writer.add(one.trust().ordinal());
            text(one.message());
        }
    }

    private void moments(Optional<AffineMap> moments) {
        writer.add(moments.map(map -> map.isDense() ? DENSE : DIAGONAL).orElse(NO_MOMENTS));
        moments.ifPresent(map -> writer.add(map.dimension()).add(map.numbers()));
    }

    /** Reads what the scribe wrote. */
    static final class Reader {

        private final StateReader reader;

        Reader(StateReader reader) {
            this.reader = reader;
        }

        int count() {
            int count = reader.nextInt();
            if (count < 0) {
                throw new IllegalArgumentException("a state of Auto has " + count + " things; start afresh");
            }
            return count;
        }

        String text() {
            int length = count();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) reader.nextInt());
            }
            return text.toString();
        }

        /** @throws IllegalArgumentException when there are not so many */
        double[] numbers() {
            double[] numbers = new double[count()];
            reader.next(numbers);
            return numbers;
        }

        void end() {
            reader.end();
        }

        Entry entry() {
            int kind = reader.nextInt();
            String step = text();
            return switch (kind) {
                case ANSWERED -> {
                    Judgement judgement = judgement();
                    Optional<AffineMap> moments = moments();
                    Supplier<Optional<AffineMap>> again = () -> moments;
                    yield new Answered(step, judgement, again);
                }
                case REFUSED -> new Refused(step, text());
                case CHOSEN -> new Chosen(step, list(this::text));
                default -> throw new IllegalArgumentException("a state of Auto has no entries of kind " + kind
                        + "; start afresh");
            };
        }

        private Judgement judgement() {
            Status status = Status.values()[reader.nextInt()];
            List<Finding> own = findings();
            List<Measurement> measurements = list(() -> new Measurement(text(), reader.next()));
            return new Judgement(status, own, new Diagnostic.Report(measurements, findings()));
        }

        private List<Finding> findings() {
            return list(() -> {
                Trust trust = Trust.values()[reader.nextInt()];
                return new Finding(trust, text());
            });
        }

        private <T> List<T> list(Supplier<T> next) {
            int count = count();
            List<T> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(next.get());
            }
            return all;
        }

        private Optional<AffineMap> moments() {
            int kind = reader.nextInt();
            if (kind == NO_MOMENTS) {
                return Optional.empty();
            }
            int dimension = count();
            double[] numbers = new double[AffineMap.count(dimension, kind == DENSE)];
            reader.next(numbers);
            return Optional.of(AffineMap.ofNumbers(dimension, kind == DENSE, numbers));
        }
    }
}
