package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    private Path folder;

    @Test
    void diskThatIsFull_isToldWithWhatToDo() {
        assertThat(DiskSpace.warning(Path.of("/data/state"), 3L << 20)).isEqualTo("; the disk of /data/state has only "
                + "3 MB left: make room, then give back what was given up meanwhile with: segmenta redrive");
    }

    @Test
    void message_andWarning_areOneSentence() {
        assertThat(DiskSpace.told("S3 refused: Try again.", "; the disk is full"))
                .isEqualTo("S3 refused: Try again; the disk is full");
        assertThat(DiskSpace.told("S3 refused: Try again.", "")).isEqualTo("S3 refused: Try again.");
    }

    @Test
    void diskWithRoom_orAFolderThatIsNotThere_isNotToldOf() {
        assertThat(DiskSpace.warning(folder, 64L << 20)).isEmpty();
        assertThat(DiskSpace.warning(folder.resolve("nowhere"))).isEmpty();
    }
}
