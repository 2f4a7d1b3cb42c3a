package org.penumbra.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command line: parses, calls, and turns whatever goes wrong into lines for a person and an exit code. Nobody
 * gets to see a stack trace; one of a fault of ours goes to a log file.
 */
final class Shell {

    private static final int HELP_WIDTH = 100;

    private final Console console;
    private final Supplier<Session> session;

    Shell(Console console) {
        this(console, () -> new Session(Registry.open()));
    }

    /** @param session asked for only by commands that need it: the registry is not opened to show help */
    Shell(Console console, Supplier<Session> session) {
        this.console = console;
        this.session = session;
    }

    int run(String... arguments) {
        CommandLine commands = commands();
        if (arguments.length == 0) {
            commands.usage(console.err());
            return ExitCode.USAGE.code();
        }
        try {
            return commands.execute(arguments);
        } catch (Error fault) {
            // The library hands on exceptions only; a broken installation shows itself as a LinkageError.
            return failed(fault);
        }
    }

    private CommandLine commands() {
        CommandLine commands = new CommandLine(new RootCommand());
        commands.addSubcommand(new CalibrateCommand(console, session));
        commands.addSubcommand(new CheckCommand(console, session));
        commands.addSubcommand(new CompareCommand(console, session));
        commands.addSubcommand(new ConvertCommand(console, session));
        commands.addSubcommand(new DrawCommand(console, session));
        commands.addSubcommand(new FitCommand(console, session));
        commands.addSubcommand(new ListCommand(console, session));
        commands.addSubcommand(new PlotCommand(console, session));
        commands.addSubcommand(new PredictCommand(console, session));
        commands.addSubcommand(new RenderCommand(console, session));
        commands.addSubcommand(new ReportCommand(console, session));
        commands.addSubcommand(new SampleCommand(console, session));
        commands.addSubcommand(new ServeCommand(session));
        commands.addSubcommand(new SimulateCommand(console, session));
        commands.setOut(new PrintWriter(console.out(), true));
        commands.setErr(new PrintWriter(console.err(), true));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commands.setUsageHelpWidth(HELP_WIDTH);
        commands.setExpandAtFiles(false);
        commands.setParameterExceptionHandler((wrong, given) -> misused(wrong));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        return commands;
    }

    private int misused(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        List<String> unknown = wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getUnmatched()
                : List.of();
        boolean isCommand = command.getParent() == null && !unknown.isEmpty() && !unknown.getFirst().startsWith("-");
        String message = isCommand ? "there is no command '" + unknown.getFirst() + "'"
                : wrong.getMessage().replaceAll("\\s+", " ").strip();
        List<String> names = isCommand ? List.copyOf(command.getSubcommands().keySet())
                : List.copyOf(command.getCommandSpec().optionsMap().keySet());
        console.say(Problem.error("PEN-6001", message.endsWith(".") ? message : message + ".")
                .offering(unknown.isEmpty() ? List.of() : Nearest.to(unknown.getFirst(), names))
                .advise("See '" + command.getCommandSpec().qualifiedName() + " --help'."));
        return ExitCode.USAGE.code();
    }

    private int failed(Throwable failure) {
        if (failure instanceof PenumbraException known) {
            known.problems().forEach(console::say);
            return known.exitCode().code();
        }
        console.say(Problem.error("PEN-6900", "a fault in Penumbra itself: " + failure.getClass().getSimpleName() + ".")
                .advise("Please report it with the file " + log(failure) + "."));
        return ExitCode.PLUGIN_FAILED.code();
    }

    private static String log(Throwable failure) {
        try {
            Path file = Files.createTempFile("penumbra-", ".log");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
                writer.println(Main.version() + ", " + Runtime.version());
                failure.printStackTrace(writer);
            }
            return file.toString();
        } catch (IOException nowhere) {
            return "that could not be written (" + nowhere.getMessage() + ")";
        }
    }
}
