package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penumbra.lang.ide.PenumbraLanguageServer;
import org.penumbra.registry.Registry;

/** A client that speaks JSON-RPC over pipes, as any editor does: within this process, and to one of its own. */
@Timeout(120)
class ServeTest {

    private static final String URI = "file:///somewhere/model.penumbra";
    private static final String TEXT = "model M {\n  data y : real\n  mu ~ Norml(0, 1)\n  y ~ Normal(mu, 1)\n}\n";
    private static final int PIPE = 1 << 20;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** A whole session; what went wrong is an assertion of its own. */
    private static void session(EditorProcess editor) throws IOException {
        JsonNode abilities = editor.ask("initialize", Map.of("capabilities", Map.of())).at("/result/capabilities");
        for (String ability : List.of("hoverProvider", "completionProvider", "renameProvider", "inlayHintProvider",
                "semanticTokensProvider", "documentFormattingProvider", "codeActionProvider", "codeLensProvider")) {
            assertTrue(abilities.has(ability), ability);
        }
        editor.tell("initialized", Map.of());
        editor.tell("textDocument/didOpen", Map.of("textDocument", Map.of("uri", URI, "languageId", "penumbra",
                "version", 1, "text", TEXT)));
        JsonNode problem = editor.await("textDocument/publishDiagnostics").at("/diagnostics/0");
        assertEquals("PEN-1102", problem.path("code").asText());
        assertEquals(2, problem.at("/range/start/line").asInt());
        JsonNode fix = editor.ask("textDocument/codeAction", Map.of("textDocument", Map.of("uri", URI), "range",
                Map.of("start", place(2, 7), "end", place(2, 8)), "context", Map.of("diagnostics", List.of())))
                .at("/result/0");
        assertEquals("Change to 'Normal'", fix.path("title").asText());
        editor.tell("textDocument/didChange", Map.of("textDocument", Map.of("uri", URI, "version", 2),
                "contentChanges", List.of(Map.of("range", Map.of("start", place(2, 7), "end", place(2, 12)), "text",
                        "Normal"))));
        JsonNode mended = editor.await("textDocument/publishDiagnostics");
        assertEquals(2, mended.path("version").asInt());
        assertEquals(0, mended.path("diagnostics").size());
        JsonNode hover = editor.ask("textDocument/hover", at(3, 14)).at("/result/contents/value");
        assertTrue(hover.asText().contains("latent mu : real ~ Normal(0, 1)"), hover.asText());
        List<String> labels = editor.ask("textDocument/completion", at(3, 14)).at("/result").findValuesAsText("label");
        assertTrue(labels.contains("mu"), labels.toString());
        JsonNode refused = editor.ask("textDocument/rename", Map.of("textDocument", Map.of("uri", URI), "position",
                place(3, 14), "newName", "y")).at("/error/message");
        assertEquals("'y' is taken: it is declared in line 2.", refused.asText());
        assertTrue(editor.ask("penumbra/unknown", Map.of()).has("error"));
        assertTrue(editor.ask("shutdown", Map.of()).has("result"));
        editor.tell("exit", Map.of());
    }

    private static Map<String, Object> at(int line, int character) {
        return Map.of("textDocument", Map.of("uri", URI), "position", place(line, character));
    }

    private static Map<String, Integer> place(int line, int character) {
        return Map.of("line", line, "character", character);
    }

    @Test
    void anEditorIsServedOverStreams() throws Exception {
        try (PipedOutputStream toServer = new PipedOutputStream(); PipedOutputStream fromServer =
                new PipedOutputStream()) {
            InputStream serverIn = new PipedInputStream(toServer, PIPE);
            InputStream clientIn = new PipedInputStream(fromServer, PIPE);
            CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() ->
                    PenumbraLanguageServer.serve(Registry.open(), serverIn, fromServer));
            session(new EditorProcess(toServer, clientIn));
            assertEquals(0, served.get(60, TimeUnit.SECONDS));
        }
    }

    /** As the training of the start-up cache does it. */
    @Test
    void whoSaysEverythingAtOnceGetsAllAnswers() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        EditorProcess mute = new EditorProcess(said, InputStream.nullInputStream());
        mute.say("initialize", Map.of("capabilities", Map.of()));
        mute.tell("textDocument/didOpen", Map.of("textDocument", Map.of("uri", URI, "languageId", "penumbra",
                "version", 1, "text", TEXT)));
        mute.say("textDocument/hover", at(3, 14));
        mute.say("shutdown", Map.of());
        mute.tell("exit", Map.of());
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> PenumbraLanguageServer.serve(
                Registry.open(), new ByteArrayInputStream(said.toByteArray()), heard));
        assertEquals(0, served.get(60, TimeUnit.SECONDS));
        String answers = heard.toString(StandardCharsets.UTF_8);
        for (String part : List.of("\"id\":1,", "\"id\":2,", "\"id\":3,", "latent mu")) {
            assertTrue(answers.contains(part), answers);
        }
    }

    /** An editor that crashes takes its server with it. */
    @Test
    void theServerEndsWithTheStreamOfItsEditor() throws Exception {
        InputStream nothing = new ByteArrayInputStream(new byte[0]);
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() ->
                PenumbraLanguageServer.serve(Registry.open(), nothing, OutputStream.nullOutputStream()));
        assertEquals(1, served.get(60, TimeUnit.SECONDS));
    }

    @Test
    void anEditorIsServedByAProcess() throws Exception {
        assumeTrue(System.getProperty("java.class.path").contains("junit"), "needs a plain class path");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", "--stdio"));
        process = new ProcessBuilder(command).start();
        session(new EditorProcess(process.getOutputStream(), process.getInputStream()));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
