package io.segmenta.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnderWayTest {
    private static final String FILE = "uploads/shop/0b1c2d3e-0000-4000-8000-000000000009/july.csv";

    private final Shop shop = Shop.of(3);
    private final String preview = AnnouncedKey.parse(FILE).orElseThrow().preview();

    private Map<String, Boolean> begun() {
        return new UnderWay(shop.store).begun(shop.store.list(""), List.of(FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,bought\nK-1,1\n", "", "{\"columns\":[]}", "{\"etag\":\"of an earlier content\"}"})
    void fileWrittenAnew_whosePreviewIsOfNothingOrAnother_isStillLookedAt(String document) {
        shop.store.upload(FILE, "id,bought\nK-2,1\n".getBytes(StandardCharsets.UTF_8), Map.of());
        shop.store.upload(preview, document.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(begun()).containsEntry(FILE, false);
    }

    @Test
    void fileWrittenAnew_whosePreviewIsOfIt_isLookedAt() {
        shop.store.upload(FILE, "id,bought\nK-2,1\n".getBytes(StandardCharsets.UTF_8), Map.of());
        String etag = shop.store.head(FILE).orElseThrow().etag();
        shop.store.upload(preview, Json.write(Map.of(AnnouncedKey.ETAG, etag)), Map.of());
        assertThat(begun()).containsEntry(FILE, true);
    }
}
