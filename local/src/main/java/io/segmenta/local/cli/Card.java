package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.contract.EvidenceCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evidence card of a version, for whoever decides about it.
 *
 * @param document {@code card.json}
 * @param live what serves now, such as {@code v3}; empty when nothing does
 * @param stale whether that is another model than the one its segments were compared with
 */
record Card(VersionsApi.Version version, EvidenceCard evidence, JsonNode document, String live, boolean stale) {
    /**
     * Reads it; empty of a version that has none.
     *
     * @throws CliException when it is not the card that was registered
     */
    static Optional<Card> of(VersionsApi.Version version, VersionsApi api) throws IOException {
        Optional<byte[]> bytes = api.card(version);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        EvidenceCard evidence = EvidenceCard.parse(bytes.get());
        Optional<VersionsApi.Version> live = api.versions(version.dataset()).stream()
                .filter(VersionsApi.Version::live).findFirst();
        return Optional.of(new Card(version, evidence, tree(bytes.get()),
                live.map(VersionsApi.Version::label).orElse(""),
                evidence.isStale(live.map(VersionsApi.Version::run))));
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Why the version is not served before somebody has said something to it. */
    List<String> comments() {
        List<String> comments = new ArrayList<>(evidence.comments());
        if (stale) {
            comments.add("Its segments were not compared with those of " + live + ", which is live.");
        }
        return comments;
    }

    void show(Screen screen) {
        JsonNode metrics = document.path("metrics");
        screen.line("%s, %s from run %s", screen.bold("Evidence card of " + version.dataset() + " "
                + version.label()), Texts.count(metrics.path("segments").asLong(), "segment") + " of "
                        + Texts.count(metrics.path("customers").asLong(), "customer"),
                Texts.shortId(evidence.run().toString()));
        new Lasted(document, document.path("migration")).lines()
                .forEach(line -> screen.wrap(line, 2).forEach(part -> screen.line("  " + part)));
        JsonNode fairness = document.path("fairness");
        told(screen, fairness.path("verdict"));
        fairness.path("findings").forEach(finding -> told(screen, finding));
        List<List<String>> rows = new ArrayList<>();
        evidence.gates().forEach(gate -> rows.add(List.of(gate.passed() ? screen.green("+") : screen.yellow("-"),
                gate.text())));
        screen.table("  ", List.of("", "what approval by itself asks for"), rows);
        comments().forEach(why -> screen.wrap("Needs a comment: " + why, 2)
                .forEach(part -> screen.line("  " + screen.yellow(part))));
    }

    private static void told(Screen screen, JsonNode text) {
        if (text.isTextual()) {
            screen.wrap(text.asText(), 2).forEach(part -> screen.line("  " + part));
        }
    }
}
