package org.penumbra.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.HostProducts;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra list guides AutoNormal}. */
@Command(name = "list", sortOptions = false,
        description = "Show what is installed: algorithms, guides, diagnostics, pictures, distributions and so on.")
final class ListCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND",
            description = "Only this kind, with options; or only the part with this name.")
    private String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Only this one.")
    private String name;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    ListCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Registry registry = session.get().registry();
        List<Contribution> chosen = chosen(registry);
        PartDescription describer = new PartDescription(registry);
        if (json) {
            new ListJson(describer).write(chosen, console.out());
        } else {
            console.out().print(new Listing(describer, kind != null).of(chosen));
            if (kind == null) {
                console.out().print("\nmatrix products\n  " + HostProducts.present() + "\n");
            }
        }
        console.out().flush();
        Stream.concat(describer.problems().stream(), registry.problems().stream()).map(Problem::render).distinct()
                .forEach(console::say);
        return ExitCode.OK.code();
    }

    private List<Contribution> chosen(Registry registry) {
        Optional<Point> point = point(kind);
        if (point.isPresent()) {
            return name == null ? registry.contributions(point.get()) : List.of(registry.require(point.get(), name));
        }
        List<Contribution> all = Arrays.stream(Point.values()).flatMap(one -> registry.contributions(one).stream())
                .toList();
        if (kind == null) {
            return all;
        }
        List<Contribution> named = all.stream().filter(one -> one.name().equals(kind)).toList();
        if (named.isEmpty() || name != null) {
            throw unknown(all);
        }
        return named;
    }

    private PenumbraException unknown(List<Contribution> all) {
        List<String> kinds = Arrays.stream(Point.values()).map(ListCommand::plural).toList();
        List<String> names = new ArrayList<>(kinds);
        all.forEach(one -> names.add(one.name()));
        return PenumbraException.usage(Problem.error("PEN-6030", "there is neither a kind nor a part '" + kind
                + "'; kinds are " + String.join(", ", kinds) + ".").offering(Nearest.to(kind, names)));
    }

    private static Optional<Point> point(String text) {
        return Arrays.stream(Point.values())
                .filter(point -> plural(point).equalsIgnoreCase(text) || point.element().equalsIgnoreCase(text))
                .findFirst();
    }

    static String plural(Point point) {
        return point.name().toLowerCase(Locale.ROOT);
    }
}
