package io.segmenta.local.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that anybody may have made. */
class RunArchiveTest {
    @TempDir
    private Path folder;
    private Path target;
    private Path archive;

    @BeforeEach
    void makeFolders() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
        archive = folder.resolve("run.tar.gz");
    }

    private void write(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (TarArchiveEntry entry : entries) {
                byte[] content = new byte[(int) entry.getSize()];
                Arrays.fill(content, (byte) 'x');
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        Files.write(archive, bytes.toByteArray());
    }

    private static TarArchiveEntry file(String name, int size) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        return entry;
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> RunArchive.unpack(archive, target, 100)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("run.tar.gz is no archive of segmenta export: ").hasMessageContaining(why);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "top/../../evil", "top/../evil", "/tmp/evil", "evil", "top/.hidden", "top//evil",
            "top/ev il", "top/a\\..\\evil", "top/\u00e4", "./top/evil"})
    void nameThatIsNoneOfOurs_isRefused(String name) throws IOException {
        write(file(name, 1));
        assertRefused("is no name of a file in it");
        try (var left = Files.list(target)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void link_isRefused() throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("top/upload", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        write(link);
        assertRefused("is no regular file");
    }

    @Test
    void sameNameTwice_isRefused() throws IOException {
        write(file("top/upload", 1), file("other/upload", 1));
        assertRefused("is in it twice");
    }

    @Test
    void moreBytesThanAllowed_isRefusedBeforeTheyAreWritten() throws IOException {
        write(file("top/a", 60), file("top/b", 60));
        assertRefused("have more than 100 bytes");
        assertThat(target.resolve("b")).doesNotExist();
    }

    @Test
    void tooManyFiles_areRefused() throws IOException {
        TarArchiveEntry[] many = new TarArchiveEntry[1001];
        Arrays.setAll(many, i -> file("top/f" + i, 0));
        write(many);
        assertRefused("more than 1000 files");
    }

    @Test
    void otherFiles_areRefused() throws IOException {
        for (String other : List.of("", "no gzip at all")) {
            Files.writeString(archive, other);
            assertThatThrownBy(() -> RunArchive.unpack(archive, target, 100)).isInstanceOf(DataException.class);
        }
        ByteArrayOutputStream noTar = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(noTar)) {
            gzip.write("x".repeat(2000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(archive, noTar.toByteArray());
        assertRefused("");
    }

    @Test
    void archiveOfOurs_isUnpackedWithoutItsTopFolder() throws IOException {
        write(file("top/upload", 3), file("top/run/plots/scatter.svg", 2));
        RunArchive.unpack(archive, target, 100);
        assertThat(target.resolve("upload")).hasContent("xxx");
        assertThat(target.resolve("run/plots/scatter.svg")).hasContent("xx");
    }
}
