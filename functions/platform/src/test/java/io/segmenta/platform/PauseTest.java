package io.segmenta.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
    @Test
    void pause_interrupted_endsAtOnceAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Pause.real(Duration.ofHours(1))).isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted while waiting");
        assertThat(Thread.interrupted()).isTrue();
    }
}
