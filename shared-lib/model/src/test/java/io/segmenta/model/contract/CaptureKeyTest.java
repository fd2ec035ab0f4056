package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureKeyTest {
    private static final String MODEL = "0123456789ab";

    @Test
    void key_isByDataSetModelAndHourOfUtc() {
        CaptureKey key = new CaptureKey("shop", MODEL, Instant.parse("2026-03-01T23:59:59.999Z"), "e7", 12);
        assertThat(key.key()).isEqualTo("captures/shop/0123456789ab/2026/03/01/23/e7-12.json.gz");
        assertThat(CaptureKey.parse(key.key())).contains(key);
        assertThat(key.key()).startsWith(CaptureKey.prefix("shop", MODEL + "f".repeat(52)))
                .startsWith(CaptureKey.prefix("shop", MODEL + "f".repeat(52), Instant.parse("2026-03-01T00:00:00Z")));
        assertThat(CaptureKey.prefix("shop", MODEL + "f".repeat(52), Instant.parse("2026-03-01T00:00:00Z")))
                .isEqualTo("captures/shop/0123456789ab/2026/03/01/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"captures/shop/0123456789ab/2026/03/01/24/e7-1.json.gz",
            "captures/shop/0123456789ab/2026/02/30/23/e7-1.json.gz",
            "captures/Shop/0123456789ab/2026/02/01/23/e-1.json.gz",
            "captures/shop/0123456789AB/2026/02/01/23/e-1.json.gz", "captures/shop/0123456789ab/2026/02/01/23/e-1.json",
            "captures/shop/0123456789ab/2026/02/01/23/e.json.gz", "captures/shop/../2026/02/01/23/e-1.json.gz",
            "x/captures/shop/0123456789ab/2026/02/01/23/e-1.json.gz", ""})
    void parse_otherKeys_isEmpty(String key) {
        assertThat(CaptureKey.parse(key)).isEmpty();
    }

    @Test
    void key_ofAnEnvironmentThatIsAPath_isRefused() {
        assertThatThrownBy(() -> new CaptureKey("shop", MODEL, Instant.EPOCH, "../x", 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("environment");
    }
}
