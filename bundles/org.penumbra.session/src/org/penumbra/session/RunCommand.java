package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The arguments of {@code penumbra} that repeat a run. */
final class RunCommand {

    private static final String SUBSAMPLE = "subsample.";

    private RunCommand() {
    }

    /** @param seed that was used, wherever it came from */
    static List<String> of(FitRequest request, long seed) {
        List<String> command = new ArrayList<>(List.of("fit", request.file().toString()));
        request.run().ifPresent(command::add);
        request.input().data().ifPresent(data -> add(command, "--data", data));
        request.input().where().ifPresent(condition -> add(command, "--where", condition));
        add(command, "--seed", Long.toString(seed));
        new TreeMap<>(request.parts()).forEach((point, name) -> add(command, "--" + point.element(), name));
        for (Map.Entry<String, String> setting : new TreeMap<>(request.settings()).entrySet()) {
            boolean rows = setting.getKey().startsWith(SUBSAMPLE);
            add(command, rows ? "--subsample" : "--set",
                    (rows ? setting.getKey().substring(SUBSAMPLE.length()) : setting.getKey()) + "="
                            + setting.getValue());
        }
        request.beginning().unfinished().ifPresent(place -> add(command, "--resume", place.toString()));
        request.beginning().answer().ifPresent(place -> add(command, "--init-from", place.toString()));
        return command;
    }

    private static void add(List<String> command, String option, String value) {
        command.add(option);
        command.add(value);
    }
}
