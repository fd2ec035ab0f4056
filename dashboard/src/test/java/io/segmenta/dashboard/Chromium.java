package io.segmenta.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A browser that is installed, driven by its own protocol (Chrome DevTools Protocol) over a WebSocket, so that nothing
 * has to be fetched for it. One page; what it says on the console and asks of the network is kept.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable",
            "google-chrome");
    private static final List<String> OPTIONS = List.of("--headless=new", "--remote-debugging-port=0",
            "--no-first-run", "--disable-gpu", "--hide-scrollbars", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--lang=en-GB");
    private static final String LISTENS = "DevTools listening on ";
    private static final int PATIENCE = 60;
    /** Of a page for what it is to show, in seconds; shorter, so that it can say what it shows instead. */
    private static final int PAGES = 40;
    private static final int QUALITY = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private String session = "";
    private int commands;

    Chromium(Path program, Path profile) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--user-data-dir=" + profile));
        command.addAll(OPTIONS);
        // Without rights of its own, a browser has no sandbox to put its pages into.
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What it keeps beside its profile goes when that goes.
        builder.environment().put("TMPDIR", profile.toString());
        process = builder.start();
        BufferedReader told = process.inputReader();
        String line = told.readLine();
        while (line != null && !line.startsWith(LISTENS)) {
            line = told.readLine();
        }
        if (line == null) {
            throw new IOException(program + " ended before it listened");
        }
        // What it goes on telling is read, so that it never waits for a reader.
        Thread.ofVirtual().start(() -> told.lines().forEach(_ -> {}));
        socket = client.newWebSocketBuilder().buildAsync(URI.create(line.substring(LISTENS.length())), new Heard())
                .join();
        String target = send("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
        session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true)).path("sessionId").asText();
        for (String part : List.of("Page", "Runtime", "Log", "Network")) {
            send(part + ".enable", Map.of());
        }
    }

    /** The first browser on the PATH; {@code segmenta.browser} names another. */
    static Optional<Path> program() {
        String given = System.getProperty("segmenta.browser", "");
        Stream<Path> found = given.isEmpty()
                ? NAMES.stream()
                        .flatMap(name -> Stream.of(System.getenv().getOrDefault("PATH", "").split(":", 0))
                                .map(folder -> Path.of(folder, name)))
                : Stream.of(Path.of(given));
        return found.filter(Files::isExecutable).findFirst();
    }

    /** Collects what the browser sends, message by message. */
    private final class Heard implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void hear(String message) {
        try {
            JsonNode told = JSON.readTree(message);
            if (told.has("id")) {
                CompletableFuture<JsonNode> answer = asked.remove(told.path("id").asInt());
                if (answer != null && told.has("error")) {
                    answer.completeExceptionally(new IllegalStateException(told.path("error").toString()));
                } else if (answer != null) {
                    answer.complete(told.path("result"));
                }
                return;
            }
            JsonNode of = told.path("params");
            switch (told.path("method").asText()) {
                case "Runtime.consoleAPICalled" -> said.add(of.path("args").toString());
                case "Runtime.exceptionThrown" -> said.add(of.path("exceptionDetails").toString());
                case "Log.entryAdded" -> said.add(of.at("/entry/text").asText() + ' ' + of.at("/entry/url").asText());
                case "Network.requestWillBeSent" -> requests.add(of.at("/request/url").asText());
                default -> {
                }
            }
        } catch (IOException e) {
            said.add("no JSON: " + message);
        }
    }

    /** Sends a command and waits for its answer. */
    JsonNode send(String method, Map<String, ?> parameters) {
        int id = ++commands;
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(command.toString(), true).join();
        try {
            return answer.get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + ' ' + parameters, e);
        }
    }

    /** The value of an expression in the page; of a promise what it comes to. */
    JsonNode value(String expression) {
        JsonNode told = send("Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (told.has("exceptionDetails")) {
            throw new IllegalStateException(told.path("exceptionDetails").toString());
        }
        return told.at("/result/value");
    }

    /** Waits until an expression is true in the page. */
    void until(String condition) {
        value("new Promise((done, late) => { const end = Date.now() + 1000 * " + PAGES + "; const look = () => ("
                + condition + ") ? done(true) : Date.now() > end ? late(new Error('never ' + document.title + ': ' +"
                + " document.body.innerText.slice(0, 300))) : setTimeout(look, 20); look(); })");
    }

    /** Goes to an address and waits until an expression is true there. */
    void open(String address, String until) {
        // By way of an empty page, so that what is waited for is not found on the one before.
        send("Page.navigate", Map.of("url", "about:blank"));
        until("location.href === 'about:blank'");
        send("Page.navigate", Map.of("url", address));
        until("location.href.startsWith(" + JSON.valueToTree(address) + ") && document.querySelector('h1') && "
                + "!document.querySelector('[aria-busy]') && (" + until + ')');
    }

    void show(int width, String scheme) {
        send("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        send("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Writes the whole page as a picture; {@code .png} where the name ends so, else JPEG. */
    void picture(Path to) throws IOException {
        boolean png = to.toString().endsWith(".png");
        JsonNode size = send("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        Map<String, ?> clip = Map.of("x", 0, "y", 0, "width", size.path("width").asDouble(), "height",
                size.path("height").asDouble(), "scale", 1);
        Map<String, ?> how = png ? Map.of("format", "png", "captureBeyondViewport", true, "clip", clip)
                : Map.of("format", "jpeg", "quality", QUALITY, "captureBeyondViewport", true, "clip", clip);
        Files.createDirectories(to.getParent());
        Files.write(to, Base64.getDecoder().decode(send("Page.captureScreenshot", how).path("data").asText()));
    }

    /** What the page has said on the console since the last time. */
    List<String> said() {
        List<String> now = List.copyOf(said);
        said.clear();
        return now;
    }

    /** The addresses that were asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
