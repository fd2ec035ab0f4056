package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lasting segments of a data set and what is watched of them, as the REST API tells and takes changes. */
final class SegmentsApi {
    private static final String DATASETS = "/api/v1/datasets";
    private static final int MANY = 10_000;

    private final HttpApi api;
    private final String dataset;

    private SegmentsApi(HttpApi api, String dataset) {
        this.api = api;
        this.dataset = dataset;
    }

    /**
     * Of the data set that is named, else of the only one there is.
     *
     * @throws CliException when there are several, or none
     */
    static SegmentsApi of(HttpApi api, @Nullable String dataset) throws IOException {
        return new SegmentsApi(api, dataset == null ? onlyOne(api) : DatasetNames.check(dataset));
    }

    private static String onlyOne(HttpApi api) throws IOException {
        List<String> names = api.list(DATASETS + "?limit=200", MANY).stream().map(item -> item.path("name").asText())
                .toList();
        return switch (names.size()) {
            case 1 -> names.getFirst();
            case 0 -> throw CliException.user("there is no data set yet; train one with: segmenta train FILE");
            default -> throw CliException.user("say whose segment with --dataset NAME; data sets: %s",
                    String.join(", ", names));
        };
    }

    String dataset() {
        return dataset;
    }

    private String path() {
        return DATASETS + '/' + dataset + "/segments";
    }

    private String path(JsonNode segment) {
        return path() + '/' + URLEncoder.encode(segment.path("id").asText(), StandardCharsets.UTF_8);
    }

    /** What has changed since the live version was trained. */
    JsonNode monitor() throws IOException {
        return api.document(DATASETS + '/' + dataset + "/monitor");
    }

    /** Says that the caller sees to an alarm. */
    void acknowledge(JsonNode alarm) throws IOException {
        api.put(DATASETS + '/' + dataset + "/alarms/" + alarm.path("id").asText() + "/acknowledgement").good();
    }

    /** All segments. */
    List<JsonNode> all() throws IOException {
        return api.list(path(), MANY);
    }

    /**
     * The segment of an id, or of a name that no other living one has.
     *
     * @throws CliException when there is none, or more than one
     */
    JsonNode find(String which) throws IOException {
        List<JsonNode> all = all();
        List<JsonNode> named = all.stream().filter(segment -> segment.path("id").asText().equals(which)).toList();
        if (named.isEmpty()) {
            named = all.stream().filter(segment -> segment.path("name").asText().equalsIgnoreCase(which)).toList();
        }
        List<JsonNode> living = named.stream().filter(segment -> !segment.path("state").asText().equals("retired"))
                .toList();
        List<JsonNode> found = living.isEmpty() ? named : living;
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw found.isEmpty()
                ? CliException.user("%s has no segment \"%s\"; it has: %s", dataset, which, list(all))
                : CliException.user("\"%s\" is the name of several segments; take an id: %s", which, list(found));
    }

    private static String list(List<JsonNode> segments) {
        return segments.isEmpty() ? "none, until a model is registered"
                : segments.stream()
                        .map(segment -> segment.path("id").asText() + " (" + segment.path("name").asText() + ")")
                        .collect(Collectors.joining(", "));
    }

    /**
     * Changes one field of a segment, unless somebody has changed it since it was seen.
     *
     * @param value null gives the field back to what the model says
     * @return the segment as it is now
     */
    JsonNode change(JsonNode segment, String field, @Nullable String value) throws IOException {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.put(field, value);
        HttpApi.Answer seen = api.get(path(segment)).good();
        return api.patch(path(segment), seen.etag(), patch.toString().getBytes(StandardCharsets.UTF_8)).good().json();
    }

    /**
     * Gives a field the value that it had before the last edit of it.
     *
     * @throws CliException when nobody has edited it
     */
    JsonNode undo(JsonNode segment, String field) throws IOException {
        List<JsonNode> edits = api.list(path(segment) + "/edits", MANY);
        for (int newest = 0; newest < edits.size(); newest++) {
            JsonNode now = edits.get(newest).path(field);
            JsonNode before = newest + 1 < edits.size() ? edits.get(newest + 1).path(field)
                    : JsonNodeFactory.instance.missingNode();
            if (!now.asText().equals(before.asText()) || now.isMissingNode() != before.isMissingNode()) {
                return change(segment, field, before.isTextual() ? before.asText() : null);
            }
        }
        throw CliException.user("nobody has edited the %s of %s (%s)", field, segment.path("id").asText(),
                segment.path("name").asText());
    }
}
