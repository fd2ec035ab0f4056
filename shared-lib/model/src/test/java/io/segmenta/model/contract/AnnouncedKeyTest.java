package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where announced files lie. */
class AnnouncedKeyTest {
    private static final AnnouncedKey FILE = new AnnouncedKey("shop",
            UUID.fromString("0b1c2d3e-0000-4000-8000-000000000001"), "März (neu)\n.csv");

    @Test
    void key_isReadAsItIsWritten() {
        assertThat(FILE.key()).isEqualTo("uploads/shop/0b1c2d3e-0000-4000-8000-000000000001/März (neu)\n.csv");
        assertThat(AnnouncedKey.parse(FILE.key())).contains(FILE);
        assertThat(FILE.preview()).isEqualTo("previews/shop/0b1c2d3e-0000-4000-8000-000000000001.json");
        assertThat(AnnouncedKey.parse(FILE.preview())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uploads/shop/a.csv", "uploads/shop/0b1c2d3e-0000-4000-8000-000000000001/",
            "uploads/Shop!/0b1c2d3e-0000-4000-8000-000000000001/a.csv",
            "uploads/shop/0b1c2d3e-0000-4000-8000-000000000001/a/b.csv",
            "uploads/shop/0b1c2d3e-0-4000-8000-000000000000000001/a.csv",
            "data/shop/0b1c2d3e-0000-4000-8000-000000000001/a.csv"})
    void otherKeys_areOfNoAnnouncedFile(String key) {
        assertThat(AnnouncedKey.parse(key)).isEmpty();
    }
}
