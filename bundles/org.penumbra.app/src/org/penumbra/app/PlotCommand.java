package org.penumbra.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.session.RunEvidence;
import org.penumbra.session.RunPictures;
import org.penumbra.session.Session;
import org.penumbra.session.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penumbra plot penumbra-runs/rugged-svi-1 Forest Compare --reference penumbra-runs/rugged-nuts-1}. */
@Command(name = "plot", sortOptions = false,
        description = "Draw pictures of a run: its model, its posterior, and what tells whether to believe it.",
        footer = {"", "'penumbra list visualizers' shows all pictures with their options; Graph is the model."})
final class PlotCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Session> session;

    @Parameters(index = "0", paramLabel = "RUN_DIR", description = "The folder of a run.")
    private Path run;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME",
            description = "Pictures, such as Forest; without names all that the run has what is needed for.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--out", paramLabel = "PLACE",
            description = "Folder to write to (RUN_DIR/pictures otherwise), or the file for one picture.")
    private Path out;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "svg, png or pdf; otherwise as --out ends, else svg.")
    private String format;

    @Option(names = "--theme", paramLabel = "THEME", defaultValue = "light",
            description = "light or dark (default: ${DEFAULT-VALUE}).")
    private String theme;

    @Option(names = "--scale", paramLabel = "X", defaultValue = "2",
            description = "Pixels of a PNG per unit (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Option(names = "--reference", paramLabel = "DIR",
            description = "Another run of the same model, to compare with.")
    private Path reference;

    @Option(names = "--set", paramLabel = "OPTION=VALUE",
            description = "An option of every picture that has it, as in sites=beta, or of one, as in Forest.rows=20; "
                    + "repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = {"-q", "--quiet"}, description = "Do not say which pictures there are not, and why.")
    private boolean quiet;

    PlotCommand(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    @Override
    public Integer call() {
        Theme colours = chosen("theme", theme, Theme.values());
        String ending = ending();
        RunEvidence evidence = new RunEvidence(session.get(), StoredRun.read(run),
                Optional.ofNullable(reference).map(StoredRun::read));
        RunPictures pictures = new RunPictures(session.get().registry(), evidence, settings);
        List<String> wanted = names.isEmpty() ? pictures.names() : names;
        pictures.requireKnown(wanted);
        int code = ExitCode.OK.code();
        for (String name : wanted) {
            code = Math.max(code, draw(pictures, name, colours, ending));
        }
        if (!quiet) {
            evidence.problems().forEach(console::say);
        }
        return code;
    }

    /** @return the exit code: a plug-in that fails costs its own picture, not the others */
    private int draw(RunPictures pictures, String name, Theme colours, String ending) {
        try {
            RunPictures.Drawn drawn = pictures.draw(name);
            if (drawn.picture().isPresent()) {
                write(name, drawn.picture().get(), colours, ending);
                return ExitCode.OK.code();
            }
            refuse(drawn);
            return names.isEmpty() ? ExitCode.OK.code() : ExitCode.USAGE.code();
        } catch (PenumbraException failed) {
            if (failed.exitCode() != ExitCode.PLUGIN_FAILED) {
                throw failed;
            }
            failed.problems().forEach(console::say);
            return failed.exitCode().code();
        }
    }

    /** What was asked for by name and cannot be had is an error; what simply does not apply is worth a line. */
    private void refuse(RunPictures.Drawn drawn) {
        if (!names.isEmpty()) {
            String[] parts = drawn.refusal().split("(?<=\\.) ", 2);
            Problem problem = Problem.error("PEN-6025", "there is no picture " + drawn.name() + " of this run: "
                    + parts[0]);
            console.say(parts.length > 1 ? problem.advise(parts[1]) : problem);
        } else if (!quiet) {
            console.say("no " + drawn.name() + ": " + drawn.refusal());
        }
    }

    private void write(String name, Picture picture, Theme colours, String ending) {
        Path file = isFile() ? out : (out == null ? run.resolve("pictures") : out).resolve(name + "." + ending);
        PictureFile.write(picture, file, colours, scale);
        console.out().println(name + ": " + file);
    }

    private boolean isFile() {
        return out != null && !Files.isDirectory(out) && PictureFile.isPicture(out);
    }

    private String ending() {
        if (isFile() && names.size() != 1) {
            throw PenumbraException.usage(Problem.error("PEN-6026", "one file is named for "
                    + (names.isEmpty() ? "all" : names.size()) + " pictures.").about(out.toString())
                    .advise("Name one picture, or a folder after --out."));
        }
        if (format == null) {
            return isFile() ? PictureFile.ending(out) : PictureFile.FORMATS.getFirst();
        }
        String known = PictureFile.known(format);
        if (isFile() && !PictureFile.ending(out).equals(known)) {
            throw PenumbraException.usage(Problem.error("PEN-6027", "the format is " + format
                    + ", and the file ends otherwise.").about(out.toString()).advise("Leave --format out."));
        }
        return known;
    }

    static Theme chosen(String what, String text, Theme... themes) {
        for (Theme one : themes) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw PenumbraException.usage(Problem.error("PEN-6020", "a " + what + " is light or dark, not '" + text
                + "'.").offering(Nearest.to(text, List.of("light", "dark"))));
    }
}
