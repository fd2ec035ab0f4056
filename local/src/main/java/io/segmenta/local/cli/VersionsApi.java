package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.SageMakerNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of models, and decisions about them, over the REST API. */
final class VersionsApi {
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+)(?:[/:@]v?([0-9]{1,6}))?");
    private static final String DATASETS = "/api/v1/datasets";
    private static final int MANY = 10_000;
    private static final int NOT_FOUND = 404;

    private final HttpApi api;

    VersionsApi(HttpApi api) {
        this.api = api;
    }

    /**
     * One version of a data set's model.
     *
     * @param document as the API tells of it
     */
    record Version(JsonNode document) {
        String dataset() {
            return document.path("dataset").asText();
        }

        int number() {
            return document.path("version").asInt();
        }

        /** {@code v3}. */
        String label() {
            return SageMakerNames.version(number());
        }

        UUID run() {
            return UUID.fromString(document.path("run").asText());
        }

        boolean pending() {
            return document.path("status").asText().startsWith("pending");
        }

        boolean live() {
            return document.path("live").asBoolean();
        }

        private String path() {
            return DATASETS + '/' + dataset() + "/models/" + number();
        }
    }

    /** The data sets that there are, by their names. */
    List<String> datasets() throws IOException {
        return api.list(DATASETS + "?limit=200", MANY).stream().map(dataset -> dataset.path("name").asText()).sorted()
                .toList();
    }

    /** The versions of a data set, the newest first. */
    List<Version> versions(String dataset) throws IOException {
        return api.list(DATASETS + '/' + DatasetNames.check(dataset) + "/models?limit=200", MANY).stream()
                .map(Version::new).toList();
    }

    /** How many versions of a data set wait for a decision. */
    int pending(String dataset) throws IOException {
        return api.list(DATASETS + '/' + DatasetNames.check(dataset) + "/models?limit=200&status=pending", MANY).size();
    }

    /** The version the user means by {@code DATASET/v3}, else the newest. */
    Version find(String name) throws IOException {
        Named named = named(name);
        return named.version.isPresent() ? named.version.get() : named.versions.getFirst();
    }

    /**
     * The version the user means: the one named, else the newest that is not decided.
     *
     * @param verb what is to be done with it
     */
    Version undecided(String name, String verb) throws IOException {
        Named named = named(name);
        if (named.version.isPresent()) {
            return named.version.get();
        }
        Version newest = named.versions.getFirst();
        return named.versions.stream().filter(Version::pending).findFirst()
                .orElseThrow(() -> CliException.user("no version of %s is pending; name the one to %s, for example %s",
                        newest.dataset(), verb, newest.dataset() + "/" + newest.label()));
    }

    /** @param version empty where a data set alone was named */
    private record Named(List<Version> versions, Optional<Version> version) {}

    private Named named(String name) throws IOException {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw CliException.user("\"%s\" names no model; write DATASET or DATASET/v3", name);
        }
        String dataset = matcher.group(1);
        List<String> known = datasets();
        List<Version> versions = known.contains(dataset) ? versions(dataset) : List.of();
        if (versions.isEmpty()) {
            throw CliException.user("no model of \"%s\" is registered; %s", dataset,
                    known.isEmpty() ? "none is registered at all"
                            : "registered data sets: " + String.join(", ", known));
        }
        if (matcher.group(2) == null) {
            return new Named(versions, Optional.empty());
        }
        int number = Integer.parseInt(matcher.group(2));
        return new Named(versions, Optional.of(versions.stream().filter(version -> version.number() == number)
                .findFirst().orElseThrow(() -> CliException.user("%s has no v%d; its newest is %s", dataset, number,
                        versions.getFirst().label()))));
    }

    /**
     * The evidence card of a version as it was registered; empty of one that has none.
     *
     * @throws CliException when it is another one by now
     */
    Optional<byte[]> card(Version version) throws IOException {
        String hash = api.document(version.path() + "/approvals").path("evidence_sha256").asText("");
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        HttpApi.Answer answer = api.get("/api/v1/runs/" + version.run() + "/documents/" + RunFile.CARD.path());
        byte[] bytes = answer.status() == NOT_FOUND ? new byte[0] : answer.good().body();
        if (!Sha256.of(bytes).equals(hash)) {
            throw CliException
                    .user("%s of run %s is not the evidence card that was registered with %s %s; restore it, or "
                            + "train again", RunFile.CARD.path(), version.run(), version.dataset(), version.label());
        }
        return Optional.of(bytes);
    }

    /**
     * Approves or rejects a version as it is now.
     *
     * @param decision {@code approve} or {@code reject}
     * @return how it stands
     */
    JsonNode decide(Version version, String decision, @Nullable String comment) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("decision", decision);
        if (comment != null) {
            document.put("comment", comment);
        }
        String path = version.path() + "/approvals";
        return api.post(path, api.get(path).good().etag(), document).good().json();
    }

    /** What answers, and what is on its way or came to nothing. */
    JsonNode live(String dataset) throws IOException {
        return api.document(DATASETS + '/' + dataset + "/live");
    }
}
