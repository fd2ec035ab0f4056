package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files that are put to be looked at before a run. */
class PreviewsTest extends TrainingFixture {
    private static final AnnouncedKey FILE = new AnnouncedKey("customers",
            UUID.fromString("0b1c2d3e-0000-4000-8000-000000000001"), "supermarket.csv");
    private static final String TABLE = "id,age,spend\n1,20,5.5\n2,30,6.5\n3,40,1.5\n4,50,9.5\n";

    private JsonNode look() {
        JsonNode outcome = invokeOne(Events.text("training-s3-announced"), "r1");
        assertThat(outcome.path("status").textValue()).isEqualTo("IGNORED");
        assertThat(outcome.path("reason").textValue()).isEqualTo("looked-at");
        assertThat(catalogue.runs(Optional.empty(), 10)).isEmpty();
        return store.head(FILE.preview()).isEmpty() ? Json.object()
                : Json.parse(new String(store.bytes(FILE.preview()), StandardCharsets.UTF_8));
    }

    @Test
    void announcedFile_isLookedAtAndStartsNoRun() {
        upload(FILE.key(), TABLE);
        JsonNode preview = look();
        assertThat(preview.path("etag").textValue()).isEqualTo(store.head(FILE.key()).orElseThrow().etag());
        assertThat(preview.path("rows_read").intValue()).isEqualTo(4);
        assertThat(preview.path("columns").findValuesAsText("role")).containsExactly("identifier", "numeric",
                "numeric");
    }

    @Test
    void settingsOfTheDataSet_holdForIt() {
        upload("data/customers/pipeline.yaml", "columns: {exclude: [spend]}");
        upload(FILE.key(), TABLE);
        assertThat(look().at("/columns/2/left_out").textValue()).isEqualTo("excluded by columns.exclude");
        upload("data/customers/pipeline.yaml", "columns: {excluded: [spend]}");
        assertThat(look().at("/failure/code").textValue()).isEqualTo("configuration");
    }

    @Test
    void fileThatTookAnothersPlace_isTheOneLookedAt() {
        upload(FILE.key(), TABLE);
        look();
        upload(FILE.key(), "id,age\n1,20\n2,30\n");
        JsonNode preview = look();
        assertThat(preview.path("rows_read").intValue()).isEqualTo(2);
        assertThat(preview.path("etag").textValue()).isEqualTo(store.head(FILE.key()).orElseThrow().etag());
        assertThat(look()).isEqualTo(preview);
    }

    @Test
    void fileThatCannotBeRead_isToldWithTheReasonOfARun() {
        store.upload(FILE.key(), new byte[] {'%', 'P', 'D', 'F', '-', '1'}, Map.of());
        assertThat(look().at("/failure/code").textValue()).isEqualTo("unsupported-format");
        assertThat(look().at("/failure/detail").textValue()).startsWith("supermarket.csv: ");
    }

    @Test
    void fileThatIsGone_isNotLookedAt() {
        assertThat(look().isEmpty()).isTrue();
    }
}
