package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Follows an approved version over the REST API until it serves, or until it is clear that it will not. */
final class LiveWatch {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private LiveWatch() {}

    /**
     * Returns what serves the version: the endpoint's name, or {@code lambda}.
     *
     * @param approved when it was approved; what came to nothing before does not count
     */
    static String await(VersionsApi api, VersionsApi.Version version, Instant approved, Meter meter)
            throws IOException {
        Instant begun = Instant.now();
        while (begun.plus(LIMIT).isAfter(Instant.now())) {
            JsonNode live = api.live(version.dataset());
            if (live.path("version").asInt() == version.number() && !live.has("deployment")) {
                meter.show("in service", 1, "");
                return (live.path("target").asText() + " " + live.path("endpoint").asText("")).strip();
            }
            JsonNode failed = live.path("failed");
            if (failed.path("version").asInt() == version.number()
                    && !Instant.parse(failed.path("approved_at").asText()).isBefore(approved)) {
                throw CliException.user("%s %s does not serve: %s: %s", version.dataset(), version.label(),
                        failed.path("state").asText().equals("failed") ? "deployment failed" : "rolled back",
                        failed.path("detail").asText());
            }
            meter.show(live.has("deployment") ? "being deployed" : "approved", live.has("deployment") ? 0.5 : 0.2, "");
            Pause.brief();
        }
        throw CliException.infrastructure("%s %s is approved but does not serve after %d minutes; see: segmenta logs "
                + "deployment", version.dataset(), version.label(), LIMIT.toMinutes());
    }
}
