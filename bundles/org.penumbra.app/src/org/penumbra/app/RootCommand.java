package org.penumbra.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What stands before the name of a command. */
@Command(name = "penumbra", versionProvider = RootCommand.Version.class, synopsisSubcommandLabel = "COMMAND",
        description = "Probabilistic models: checked, compiled, fitted.",
        footer = {"",
            "Exit codes: 0 finished; 2 finished, but not to be trusted; 64 wrong command; 65 wrong model or data;",
            "70 a plug-in failed; 130 stopped."})
final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** Says the version when it is asked for together with something else. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Main.version()};
        }
    }
}
