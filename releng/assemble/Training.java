import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        System.setIn(new ByteArrayInputStream(editor(Files.readString(Path.of(model)))));
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
                List.of("check", model + ".missing"), List.of("serve"));
    }

    /** What an editor says to {@code serve}: it opens a model, asks for completions, and leaves. */
    private static byte[] editor(String text) {
        String document = "\"textDocument\":{\"uri\":\"memory:/training.penumbra\"";
        String position = "},\"position\":{\"line\":1,\"character\":0}";
        String typed = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
        return Stream.of("\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}",
                "\"method\":\"initialized\",\"params\":{}",
                "\"method\":\"textDocument/didOpen\",\"params\":{" + document
                        + ",\"languageId\":\"penumbra\",\"version\":1,\"text\":\"" + typed + "\"}}",
                "\"id\":2,\"method\":\"textDocument/completion\",\"params\":{" + document + position + "}",
                "\"id\":3,\"method\":\"textDocument/hover\",\"params\":{" + document + position + "}",
                "\"id\":4,\"method\":\"textDocument/semanticTokens/full\",\"params\":{" + document + "}}",
                "\"id\":5,\"method\":\"textDocument/documentSymbol\",\"params\":{" + document + "}}",
                "\"id\":6,\"method\":\"shutdown\"", "\"method\":\"exit\"")
                .map(body -> "{\"jsonrpc\":\"2.0\"," + body + "}")
                .map(body -> "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }
}
