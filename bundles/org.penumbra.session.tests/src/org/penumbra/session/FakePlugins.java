package org.penumbra.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;

/** Plug-ins of a bundle {@code fake.bundle}, registered by a {@code plugin.xml} that is written for the test. */
public final class FakePlugins {

    private static final String POINT =
            "  <extension point=\"org.penumbra.inference.%ss\"><%s name=\"%s\" class=\"%s\" %s "
            + "documentation=\"A fake.\"/></extension>%n";

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<plugin>\n");

    FakePlugins add(String element, String name, Class<?> type, String... attributes) {
        boolean hasOptions = Arrays.stream(type.getDeclaredClasses()).anyMatch(Class::isRecord);
        xml.append(String.format(POINT, element, element, name, type.getName(),
                (hasOptions ? "options=\"" + type.getName() + "$Options\" " : "") + String.join(" ", attributes)));
        return this;
    }

    FakePlugins addRung(String name, String attributes) {
        xml.append(String.format("  <extension point=\"org.penumbra.inference.rungs\"><rung name=\"%s\" %s "
                + "documentation=\"A fake.\"/></extension>%n", name, attributes));
        return this;
    }

    Registry registry(Path folder) {
        try {
            Files.createDirectories(folder.resolve("META-INF"));
            Files.writeString(folder.resolve("META-INF/MANIFEST.MF"), """
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: fake.bundle
                    Bundle-Version: 1.2.3
                    """);
            Files.writeString(folder.resolve("plugin.xml"), xml + "</plugin>\n");
            URL[] bundles = {folder.toUri().toURL(), contracts(folder.resolve("contracts")).toUri().toURL()};
            return Registry.ofClassPath(new URLClassLoader(bundles, FakePlugins.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The extension points themselves. Inside OSGi the loader of this class does not see the {@code plugin.xml} of the
     * bundle that declares them, so it is copied; on a class path it is there already, and the folder stays empty.
     */
    private static Path contracts(Path folder) throws IOException {
        String path = Algorithm.class.getName().replace('.', '/') + ".class";
        String place = Algorithm.class.getResource("Algorithm.class").toString();
        URL plugin = URI.create(place.substring(0, place.length() - path.length()) + "plugin.xml").toURL();
        Files.createDirectories(folder.resolve("META-INF"));
        if (plugin.getProtocol().startsWith("bundle")) {
            Files.writeString(folder.resolve("META-INF/MANIFEST.MF"), """
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: org.penumbra.inference
                    """);
            try (InputStream stream = plugin.openStream()) {
                Files.copy(stream, folder.resolve("plugin.xml"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    /** The standard: a guide, and an algorithm that draws from it. */
    static FakePlugins standard() {
        return new FakePlugins().add("algorithm", "Drawing", Drawing.class, "guide=\"Plain\"")
                .add("guide", "Plain", Plain.class).add("guide", "Other", Plain.class);
    }

    /** Draws from its guide and is done. */
    public static final class Drawing implements Algorithm<Drawing.Options> {
        /** Options. */
        public record Options(@Option(label = "Draws", help = "How many draws.", value = "4", min = 1) int draws,
                @Option(label = "Rate", help = "Nothing.", value = "0.5", min = 0, max = 1) double rate,
                @Option(label = "Status", help = "How to end.", value = "CONVERGED") Status status) {
        }

        @Override
        public FitResult fit(Target target, Options options, FitContext context) {
            Guide guide = context.guide(target);
            double[][] points = new double[options.draws()][target.dimension()];
            double[] logP = new double[points.length];
            double[] logQ = new double[points.length];
            for (int i = 0; i < points.length; i++) {
                logQ[i] = guide.sample(context.random(), new double[guide.noiseSize()], points[i]);
                logP[i] = target.logDensity(points[i]);
            }
            context.progress().report(points.length, points.length, -1.5);
            return new FitResult(options.status(), guide, new FitResult.Draws(points, logP, logQ),
                    new FitResult.Trace(new long[] {1, 2}, new double[] {-2, -1.5}), new FitResult.Estimate(-1.5, 0.25),
                    points.length, new double[] {1, Double.NaN}, List.of());
        }
    }

    /** Names an objective, and has an option that counts passes. */
    public static final class Counting implements Algorithm<Counting.Options> {
        /** Options. */
        public record Options(@Option(label = "Epochs", help = "Passes.", value = "0", min = 0) long epochs) {
        }

        @Override
        public FitResult fit(Target target, Options options, FitContext context) {
            throw new IllegalStateException("is only planned");
        }
    }

    /** Estimates nothing. */
    public static final class Nothing implements Objective<Record> {
        @Override
        public Estimator bind(Target target, Guide guide, Record options) {
            throw new IllegalStateException("is only planned");
        }
    }

    /** Fails in the middle of its work. */
    public static final class Throwing implements Algorithm<Record> {
        @Override
        public FitResult fit(Target target, Record options, FitContext context) {
            throw new IllegalStateException("lost");
        }
    }

    /** Asks for a guide that its registration does not name. */
    public static final class Greedy implements Algorithm<Record> {
        @Override
        public FitResult fit(Target target, Record options, FitContext context) {
            context.guide(target);
            return null;
        }
    }

    /** Returns draws of the wrong length. */
    public static final class Lying implements Algorithm<Record> {
        @Override
        public FitResult fit(Target target, Record options, FitContext context) {
            return new FitResult(Status.CONVERGED, null,
                    new FitResult.Draws(new double[][] {{1, 2, 3}}, new double[1], new double[1]),
                    new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 1, new double[0],
                    List.of());
        }
    }

    /** Runs until it is told to stop, and keeps reporting for ever when it is deaf. */
    public static final class Patient implements Algorithm<Patient.Options> {
        /** Options. */
        public record Options(@Option(label = "Deaf", help = "Never stops.", value = "false") boolean deaf) {
        }

        @Override
        public FitResult fit(Target target, Options options, FitContext context) {
            long steps = 0;
            while (options.deaf() || !context.cancellation().isCancelled()) {
                context.progress().report(++steps, 0, Double.NaN);
                Thread.onSpinWait();
            }
            return new Drawing().fit(target, new Drawing.Options(3, 0.5, Status.CANCELLED), context);
        }
    }

    /** A standard normal. */
    public static final class Plain implements GuideFamily<Record> {
        @Override
        public Guide create(Target target, Record options, Start start) {
            return new StandardNormal(target.dimension());
        }
    }

    /** Cannot be created. */
    public static final class Broken implements GuideFamily<Record> {
        @Override
        public Guide create(Target target, Record options, Start start) {
            throw new ArithmeticException("no guide today");
        }
    }

    /** Finds every fit good. */
    public static final class Kind implements Diagnostic {
        @Override
        public boolean appliesTo(FitResult result) {
            return true;
        }

        @Override
        public Report assess(Target target, FitResult result, Examination examination) {
            return new Report(List.of(new Measurement("kHat", 0.25)),
                    List.of(new Finding(Finding.Trust.GOOD, "k-hat is low: the guide fits.")));
        }
    }

    /** Finds every fit bad. */
    public static final class Strict implements Diagnostic {
        @Override
        public boolean appliesTo(FitResult result) {
            return true;
        }

        @Override
        public Report assess(Target target, FitResult result, Examination examination) {
            return new Report(List.of(new Measurement("kHat", 0.9)),
                    List.of(new Finding(Finding.Trust.DISTRUST, "k-hat is high: use a richer guide.")));
        }
    }

    /** Fails at once and without a message, which is the least that a report of it can have to go by. */
    public static final class Sick implements Diagnostic {
        @Override
        public boolean appliesTo(FitResult result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Report assess(Target target, FitResult result, Examination examination) {
            throw new UnsupportedOperationException();
        }
    }

    record StandardNormal(int dimension) implements Guide {
        @Override
        public double[] parameters() {
            return new double[] {0.125, Double.POSITIVE_INFINITY};
        }

        @Override
        public int noiseSize() {
            return dimension;
        }

        @Override
        public double transform(double[] noise, double[] x) {
            System.arraycopy(noise, 0, x, 0, dimension);
            return -0.5 * x[0] * x[0];
        }

        @Override
        public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
            throw new UnsupportedOperationException("nothing is optimised here");
        }

        @Override
        public double logDensity(double[] x) {
            return -0.5 * x[0] * x[0];
        }
    }
}
