package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The evidence card of a version, for whoever decides about it.
 *
 * @param document {@code card.json}
 * @param live what serves now, such as {@code v3}; empty when nothing does
 * @param stale whether that is another model than the one its segments were compared with
 */
record Card(Registry.Version version, EvidenceCard evidence, JsonNode document, String live, boolean stale) {
    /**
     * Reads it; empty of a version that has none.
     *
     * @throws CliException when it is not the card that was registered
     */
    static Optional<Card> of(Registry.Version version, Registry registry, S3Client s3, String bucket) {
        Optional<String> sha256 = version.properties().cardSha256();
        Optional<UUID> run = version.properties().runId();
        if (sha256.isEmpty() || run.isEmpty()) {
            return Optional.empty();
        }
        String key = new RunFolder(version.dataset(), run.get()).key(RunFile.CARD);
        byte[] bytes = Results.bytes(s3, bucket, key).filter(found -> Sha256.of(found).equals(sha256.get()))
                .orElseThrow(() -> CliException.user(
                        "%s is not the evidence card that was registered with %s %s; restore it, or train again", key,
                        version.dataset(), version.label()));
        EvidenceCard evidence = EvidenceCard.parse(bytes);
        String live = new LivePointers(s3, bucket).version(version.dataset());
        Optional<UUID> liveRun = registry.versions(version.dataset()).stream()
                .filter(other -> other.label().equals(live)).findFirst()
                .flatMap(other -> other.properties().runId());
        return Optional.of(new Card(version, evidence, tree(bytes), live, evidence.isStale(liveRun)));
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
        List<List<String>> rows = new ArrayList<>();
        evidence.gates().forEach(gate -> rows.add(List.of(gate.passed() ? screen.green("+") : screen.yellow("-"),
                gate.text())));
        screen.table("  ", List.of("", "what approval by itself asks for"), rows);
        comments().forEach(why -> screen.wrap("Needs a comment: " + why, 2)
                .forEach(part -> screen.line("  " + screen.yellow(part))));
    }
}
