package io.segmenta.local.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    @TempDir
    private Path folder;

    /** Says how it names files. */
    static final class FileNames {
        private FileNames() {}

        public static void main(String[] args) {
            System.out.print(System.getProperty("sun.jnu.encoding"));
        }
    }

    @Test
    void endLeftovers_recordCutOff_isPassedOver() throws IOException {
        Processes processes = new Processes(folder);
        Files.writeString(folder.resolve("1.pid"), "12x\nnow\n");
        Files.writeString(folder.resolve("2.pid"), "");
        processes.endLeftovers();
        assertThat(folder.resolve("1.pid")).doesNotExist();
        assertThat(folder.resolve("2.pid")).doesNotExist();
    }

    @Test
    void startJava_whateverTheLocale_namesFilesInUtf8() throws IOException, InterruptedException {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        Process process = new Processes(folder).start(new Processes.Program(List.of(), List.of(classes),
                FileNames.class.getName(), List.of(), Map.of("LANG", "no_SUCH.locale"), folder)).process();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("UTF-8");
    }
}
