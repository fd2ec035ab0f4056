package io.segmenta.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path folder;

    @Test
    void clock_ofNoFile_isTheSystems() {
        assertThat(new Environment(Map.of()).clock().instant()).isCloseTo(Instant.now(),
                within(10, ChronoUnit.SECONDS));
    }

    @Test
    void clock_ofAFile_isAheadByWhatItSaysNow() throws IOException {
        Path file = Files.writeString(folder.resolve("clock"), "P3D\n");
        InstantSource clock = new Environment(Map.of("SEGMENTA_CLOCK", file.toString())).clock();
        assertThat(clock.instant()).isCloseTo(Instant.now().plus(3, ChronoUnit.DAYS), within(10, ChronoUnit.SECONDS));
        Files.writeString(file, "PT0S");
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void clock_ofAFileThatIsNotThere_isAFault() {
        InstantSource clock = new Environment(Map.of("SEGMENTA_CLOCK", folder.resolve("none").toString())).clock();
        assertThatThrownBy(clock::instant).isInstanceOf(UncheckedIOException.class).hasMessageContaining("none");
    }
}
