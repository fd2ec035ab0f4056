package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class UploadTest {
    @Test
    void settings_severalOptions_keepOrderAndLastWins() {
        assertThat(Upload.settings(List.of("clustering.k=5", "columns.include=Income, Score", "clustering.k = 6")))
                .containsExactly(entry("clustering.k", "6"), entry("columns.include", "Income, Score"));
    }

    @Test
    void settings_valueWithEquals_splitsAtTheFirst() {
        assertThat(Upload.settings(List.of("columns.roles=a=NUMERIC"))).containsEntry("columns.roles", "a=NUMERIC");
    }

    @Test
    void settings_noKey_refuses() {
        assertThatThrownBy(() -> Upload.settings(List.of("=5"))).hasMessage("--set must be key=value, got \"=5\"");
    }

    @Test
    void is_ofARunOfAnotherUploadOfTheDataset_isNot() {
        Upload mine = new Upload("shop", "bucket", "data/shop/may.csv", "e1", "v7");
        assertThat(mine.is("data/shop/may.csv", "v7")).isTrue();
        assertThat(mine.is("data/shop/may.csv", "v8")).as("written over it").isFalse();
        assertThat(mine.is("data/shop/june.csv", "v7")).as("somebody else's").isFalse();
        Upload unversioned = new Upload("shop", "bucket", "data/shop/may.csv", "e1", "");
        assertThat(unversioned.is("data/shop/may.csv", "\"e1\"")).isTrue();
    }
}
