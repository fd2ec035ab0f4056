package io.segmenta.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.lambda.Archives.Unpacked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    @TempDir
    private Path folder;

    private Path archive;
    private Path otherwise;
    private Path beside;

    @BeforeEach
    void name() {
        archive = folder.resolve("function.zip");
        otherwise = folder.resolve("state");
        beside = folder.resolve("unpacked/function");
    }

    @Test
    void unpacked_twice_liesBesideTheArchiveAndIsNotWrittenAgain() throws IOException {
        pack(Map.of("lib/a.jar", "a", "lib/b.jar", "b"));
        Unpacked first = Archives.unpacked(archive, otherwise);
        FileTime written = Files.getLastModifiedTime(first.code().resolve("lib/a.jar"));
        Unpacked second = Archives.unpacked(archive, otherwise);
        assertThat(second).isEqualTo(first);
        assertThat(first.code().resolve("lib/b.jar")).hasContent("b");
        assertThat(first.code().getParent().getParent()).isEqualTo(beside);
        assertThat(first.keep()).contains(first.code().getParent());
        assertThat(Files.getLastModifiedTime(first.code().resolve("lib/a.jar"))).isEqualTo(written);
        assertThat(otherwise).doesNotExist();
    }

    @Test
    void unpacked_archivePackedAnewFromTheSame_isTheSameContent() throws IOException {
        pack(Map.of("lib/a.jar", "a"));
        Unpacked first = Archives.unpacked(archive, otherwise);
        pack(Map.of("lib/a.jar", "a"));
        assertThat(Archives.unpacked(archive, otherwise)).isEqualTo(first);
    }

    @Test
    void unpacked_otherContent_deletesWhatNobodyWorksIn() throws IOException {
        pack(Map.of("lib/a.jar", "a"));
        Unpacked first = Archives.unpacked(archive, otherwise);
        pack(Map.of("lib/a.jar", "A"));
        Unpacked second = Archives.unpacked(archive, otherwise);
        assertThat(second.code().resolve("lib/a.jar")).hasContent("A");
        assertThat(first.code()).doesNotExist();
        assertThat(beside.toFile().list()).hasSize(1);
    }

    @Test
    void unpacked_otherContent_leavesWhatAProcessWorksIn() throws IOException, InterruptedException {
        pack(Map.of("lib/a.jar", "a"));
        Unpacked first = Archives.unpacked(archive, otherwise);
        Process running = new ProcessBuilder("/bin/cat").directory(first.code().toFile()).start();
        pack(Map.of("lib/a.jar", "A"));
        Archives.unpacked(archive, otherwise);
        assertThat(first.code().resolve("lib/a.jar")).hasContent("a");
        running.destroyForcibly().waitFor();
        pack(Map.of("lib/a.jar", "third"));
        Archives.unpacked(archive, otherwise);
        assertThat(first.code()).doesNotExist();
    }

    @Test
    void unpacked_leftOfAKilledStack_isDeletedWhenNobodyCanBeAtIt() throws IOException {
        Path old = Files.createDirectories(beside.resolve("unfinished-1"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path fresh = Files.createDirectories(beside.resolve("unfinished-2"));
        pack(Map.of("lib/a.jar", "a"));
        Archives.unpacked(archive, otherwise);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void unpacked_byManyAtOnce_oneFolder() throws Exception {
        Map<String, String> content = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            content.put("lib/" + i + ".jar", "content " + i);
        }
        pack(content);
        List<Future<Unpacked>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> Archives.unpacked(archive, otherwise)));
            }
        }
        Set<Path> folders = results.stream().map(result -> result.resultNow().code()).collect(Collectors.toSet());
        assertThat(folders).hasSize(1);
        assertThat(DurableFiles.list(folders.iterator().next().resolve("lib"), ".jar")).hasSize(200);
        assertThat(beside.toFile().list()).hasSize(1);
    }

    @Test
    void unpacked_nothingCanBeWrittenBesideTheArchive_liesInTheStateFolder() throws IOException {
        Files.writeString(folder.resolve("unpacked"), "a file");
        pack(Map.of("lib/a.jar", "a"));
        Unpacked unpacked = Archives.unpacked(archive, otherwise);
        assertThat(unpacked.code()).startsWith(otherwise);
        assertThat(unpacked.code().resolve("lib/a.jar")).hasContent("a");
        assertThat(unpacked.keep()).isEmpty();
    }

    @Test
    void unpacked_entryOutsideOfTheFolder_refused() throws IOException {
        pack(Map.of("../../../escaped", "x"));
        assertThatThrownBy(() -> Archives.unpacked(archive, otherwise)).hasMessageContaining("a path outside itself");
        assertThat(folder.resolve("escaped")).doesNotExist();
        assertThat(beside).isEmptyDirectory();
    }

    @Test
    void unpacked_noArchive_saysThatItIsNotBuilt() {
        assertThatThrownBy(() -> Archives.unpacked(archive, otherwise)).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("the function is not built");
    }

    /** In the order in which the runtime interface client takes them; classes beside the jars only it can find. */
    @Test
    void jars_nothingElseInTheArchive_sortedByName() throws IOException {
        pack(Map.of("lib/b.jar", "b", "lib/a.jar", "a", "lib/a-1.jar", "c"));
        Unpacked jars = Archives.unpacked(archive, otherwise);
        assertThat(jars.jars().orElseThrow()).extracting(jar -> jar.getFileName().toString())
                .containsExactly("a-1.jar", "a.jar", "b.jar");
        pack(Map.of("lib/a.jar", "a", "Handler.class", "h"));
        assertThat(Archives.unpacked(archive, otherwise).jars()).isEmpty();
        pack(Map.of("lib/a.jar", "a", "lib/words.txt", "w"));
        assertThat(Archives.unpacked(archive, otherwise).jars()).isEmpty();
    }

    private void pack(Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }
}
