package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectLinks;
import io.segmenta.platform.storage.ObjectStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run left behind: evidence, pictures, the model. Never rows of people, which lie elsewhere. */
final class Documents {
    /** Larger ones are fetched from S3: within the event of an answer a byte may take six. */
    private static final int MOST_BYTES = 900_000;
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final Map<String, String> TYPES = Map.of("json", "application/json", "svg", "image/svg+xml", "png",
            "image/png", "sql", "text/plain; charset=utf-8", "gz", "application/gzip");

    private final Found found;
    private final ObjectStore store;
    private final ObjectLinks links;

    Documents(Found found, ObjectStore store, ObjectLinks links) {
        this.found = found;
        this.store = store;
        this.links = links;
    }

    Answer list(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        String prefix = folder(run).prefix();
        ObjectNode document = Json.object();
        ArrayNode items = document.putArray("items");
        for (String key : store.list(prefix)) {
            String name = key.substring(prefix.length());
            type(name).ifPresent(type -> items.addObject().put("name", name).put("content_type", type).put("url",
                    Routes.BASE + "/runs/" + run.id() + "/documents/"
                            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/").replace("+", "%20")));
        }
        return Answer.ok(document);
    }

    Answer one(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        String name = request.variable("name");
        return answer(run, name)
                .orElseThrow(() -> Refusal.NOT_FOUND.because("run " + run.id() + " left no document \"" + name
                        + "\"; GET " + Routes.BASE + "/runs/" + run.id() + "/documents lists them"));
    }

    /** A document of a run, to answer with; empty when there is none for viewers. */
    Optional<Answer> answer(Run run, String name) {
        return type(name).flatMap(type -> answer(run, name, type));
    }

    /** A document of a run as it is; empty when there is none. */
    Optional<byte[]> read(Run run, RunFile file) {
        return store.readAll(folder(run).key(file));
    }

    private Optional<Answer> answer(Run run, String name, String type) {
        String key = folder(run).prefix() + name;
        Optional<ObjectHead> head = store.head(key);
        if (head.isPresent() && head.get().size() > MOST_BYTES) {
            return Optional.of(Answer.seeOther(links.link(key, VALID, fileName(name)).toString()));
        }
        return head.flatMap(_ -> store.readAll(key)).map(bytes -> {
            // What a run that goes on has written may be written anew by its next attempt.
            Answer answer = run.status() == Run.Status.RUNNING ? Answer.of(200, type, bytes).tagged()
                    : Answer.forEver(type, bytes);
            return answer.with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        });
    }

    private static RunFolder folder(Run run) {
        return new RunFolder(run.dataset(), run.id());
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The media type of a document; empty when a file is none for viewers. */
    private static Optional<String> type(String name) {
        // Assignments lay among the documents before there were people's folders.
        boolean people = name.startsWith(RunFolder.PEOPLE) || fileName(name).startsWith("assignments");
        boolean outside = List.of(name.split("/", -1)).stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        return people || outside ? Optional.empty()
                : Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }
}
