package org.penumbra.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An editor on the other side of two streams that speaks the protocol by the letter. */
final class EditorProcess {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private final DataInputStream in;
    private int last;

    EditorProcess(OutputStream out, InputStream in) {
        this.out = out;
        this.in = new DataInputStream(in);
    }

    /** Says something that has no answer. */
    void tell(String method, Map<String, ?> parameters) throws IOException {
        send(JSON.createObjectNode().put("method", method), parameters);
    }

    /** Asks, and waits for the answer to this question. */
    JsonNode ask(String method, Map<String, ?> parameters) throws IOException {
        int id = say(method, parameters);
        JsonNode message = read();
        while (message.path("id").asInt() != id || message.has("method")) {
            message = read();
        }
        return message;
    }

    /** Asks without waiting; the answer has the number that is returned. */
    int say(String method, Map<String, ?> parameters) throws IOException {
        send(JSON.createObjectNode().put("id", ++last).put("method", method), parameters);
        return last;
    }

    /** The next message of a kind that nobody asked for. */
    JsonNode await(String method) throws IOException {
        JsonNode message = read();
        while (!method.equals(message.path("method").asText())) {
            message = read();
        }
        return message.get("params");
    }

    private void send(ObjectNode message, Map<String, ?> parameters) throws IOException {
        message.put("jsonrpc", "2.0").set("params", JSON.valueToTree(parameters));
        byte[] body = JSON.writeValueAsBytes(message);
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private JsonNode read() throws IOException {
        int length = -1;
        for (String header = header(); !header.isEmpty(); header = header()) {
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring("Content-Length: ".length()));
            }
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return JSON.readTree(body);
    }

    private String header() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
