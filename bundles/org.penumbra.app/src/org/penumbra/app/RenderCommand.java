package org.penumbra.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.lang.ModelFile;
import org.penumbra.model.Model;
import org.penumbra.session.Session;
import org.penumbra.visualization.ModelPicture;
import org.penumbra.visualization.Theme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra render rugged --out rugged.svg}. */
@Command(name = "render", sortOptions = false,
        description = "Draw the graph of a model, with its plates and distributions.")
final class RenderCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .penumbra file, or the name of an example.")
    private String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
            description = "The model to draw; needed when the file has several.")
    private String name;

    @Option(names = "--out", paramLabel = "FILE",
            description = "Picture to write, .svg or .png. Without it, SVG goes to standard output.")
    private Path out;

    @Option(names = "--theme", paramLabel = "THEME", defaultValue = "light",
            description = "light or dark (default: ${DEFAULT-VALUE}).")
    private String theme;

    @Option(names = "--scale", paramLabel = "X", defaultValue = "2",
            description = "Pixels of a PNG per unit (default: ${DEFAULT-VALUE}).")
    private double scale;

    RenderCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() {
        Theme colours = chosenTheme();
        Path file = new ModelArgument().resolve(model);
        ModelFile checked = session.get().check(file);
        checked.problems().forEach(console::say);
        if (checked.hasErrors()) {
            return ExitCode.BAD_INPUT.code();
        }
        ModelPicture picture = new ModelPicture(chosenModel(checked, file), colours);
        if (out == null) {
            console.out().print(picture.svg());
        } else {
            write(picture);
        }
        return ExitCode.OK.code();
    }

    private Theme chosenTheme() {
        return switch (theme.toLowerCase(Locale.ROOT)) {
            case "light" -> Theme.LIGHT;
            case "dark" -> Theme.DARK;
            default -> throw PenumbraException.usage(Problem.error("PEN-6020", "a theme is light or dark, not '" + theme
                    + "'.").offering(Nearest.to(theme, List.of("light", "dark"))));
        };
    }

    private Model chosenModel(ModelFile checked, Path file) {
        List<Model> models = checked.script().getDeclarations().stream().filter(Model.class::isInstance)
                .map(Model.class::cast).toList();
        Optional<Model> chosen = models.stream().filter(one -> name == null || one.getName().equals(name)).findFirst();
        List<String> names = models.stream().map(Model::getName).toList();
        if (name == null && models.size() > 1) {
            throw PenumbraException.usage(Problem.error("PEN-6021", "this file has several models: "
                    + String.join(", ", names) + ".").at(Location.of(file.toString()))
                    .advise("Name one of them after the file."));
        }
        return chosen.orElseThrow(() -> PenumbraException.usage(Problem.error("PEN-6022", "there is no model"
                + (name == null ? "." : " '" + name + "'.")).at(Location.of(file.toString()))
                .offering(name == null ? List.of() : Nearest.to(name, names))));
    }

    private void write(ModelPicture picture) {
        String path = out.toString().toLowerCase(Locale.ROOT);
        if (!path.endsWith(".svg") && !path.endsWith(".png")) {
            throw PenumbraException.usage(Problem
                    .error("PEN-6023", "a picture ends in .svg or .png, this one does not.")
                    .at(Location.of(out.toString())));
        }
        try {
            Files.write(out, path.endsWith(".png") ? picture.png(scale)
                    : picture.svg().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw PenumbraException.usage(Problem.error("PEN-6024", "the picture could not be written: "
                    + failed.getClass().getSimpleName() + ".").at(Location.of(out.toString())));
        }
    }
}
