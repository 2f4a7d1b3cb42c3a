import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * What the ahead-of-time cache learns from: the commands that people run, one after the other in one virtual machine,
 * because a cache is made from one. It lies last on the class path, as a cache wants the class path that it saw.
 */
public final class Training {

    private Training() {
    }

    /** Of a model file and a folder for what the commands write. */
    public static void main(String[] arguments) throws Exception {
        String model = arguments[0];
        Path results = Path.of(arguments[1]);
        Method run = Class.forName("org.penumbra.app.Main").getDeclaredMethod("run", String[].class);
        run.setAccessible(true);
        for (List<String> command : commands(model, results)) {
            Object code = run.invoke(null, (Object) command.toArray(String[]::new));
            System.out.println("training: " + command + " ended with " + code);
        }
    }

    /** None that loads the incubator module: a cache cannot be made with classes that were added while it ran. */
    private static List<List<String>> commands(String model, Path results) {
        return List.of(List.of("--version"), List.of("--help"), List.of("check", model), List.of("list", "algorithms"),
                List.of("fit", model, "--seed", "1", "--out", results.resolve("a").toString()),
                List.of("fit", model, "--seed", "1", "--json", "--out", results.resolve("b").toString()),
                List.of("check", model + ".missing"));
    }
}
