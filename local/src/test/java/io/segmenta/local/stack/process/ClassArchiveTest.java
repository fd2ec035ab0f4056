package io.segmenta.local.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.files.DurableFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that leave an archive of their classes, or start from one. */
class ClassArchiveTest {

    private static final String FROM_ARCHIVE = Waiter.class.getName() + " source: shared objects file (top)";

    @TempDir
    private Path folder;

    private final List<JavaProcess> started = new ArrayList<>();
    private Path archives;
    private Path jar;
    private Processes processes;

    /** Says that it is up, and waits to be ended. */
    static final class Waiter {
        private Waiter() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("up");
            new CountDownLatch(1).await();
        }
    }

    /** Holds the lock of a folder, as a stack of another process does while it makes an archive. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            try (FileChannel lock = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                lock.lock();
                System.out.println("up");
                new CountDownLatch(1).await();
            }
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        archives = folder.resolve("archives");
        jar = folder.resolve("program.jar");
        pack(jar, Waiter.class);
        processes = new Processes(folder.resolve("processes"));
    }

    @AfterEach
    void endAll() {
        started.forEach(process -> process.end(Duration.ZERO, false));
    }

    @Test
    void end_afterItsWork_leavesAnArchiveThatTheNextStartsFrom() throws IOException {
        JavaProcess first = start(jar);
        assertThat(linesUntilUp(first)).noneMatch(line -> line.contains(FROM_ARCHIVE));
        first.end(Duration.ZERO, true);
        assertThat(kept()).hasSize(1);
        assertThat(linesUntilUp(start(jar))).anyMatch(line -> line.contains(FROM_ARCHIVE));
    }

    @Test
    void end_withoutHavingDoneAnything_leavesNothingAndTheNextMakesIt() throws IOException {
        JavaProcess idle = start(jar);
        linesUntilUp(idle);
        idle.end(Duration.ofSeconds(20), false);
        assertThat(kept()).isEmpty();
        assertThat(unfinished()).isEmpty();
        JavaProcess next = start(jar);
        linesUntilUp(next);
        next.end(Duration.ZERO, true);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void end_ofAProcessThatWasKilled_leavesNothing() throws IOException, InterruptedException {
        JavaProcess killed = start(jar);
        linesUntilUp(killed);
        killed.process().destroyForcibly().waitFor();
        killed.end(Duration.ZERO, true);
        assertThat(kept()).isEmpty();
        assertThat(unfinished()).isEmpty();
    }

    /** Its stack is gone, so nobody would put the archive in its place, and nobody may wait for it. */
    @Test
    void parentGone_whileMaking_endsWithoutWriting() throws IOException, InterruptedException {
        JavaProcess orphan = start(jar);
        linesUntilUp(orphan);
        orphan.process().getOutputStream().close();
        assertThat(orphan.process().waitFor()).isEqualTo(128 + 9);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void start_unfinishedArchiveOfAKilledStack_isDeletedAndNotUsed() throws IOException {
        JavaProcess killed = start(jar);
        linesUntilUp(killed);
        killed.end(Duration.ZERO, true);
        Path archive = kept().getFirst();
        Path half = archive.resolveSibling(archive.getFileName() + ".unfinished");
        Files.write(half, Files.readAllBytes(archive));
        Files.delete(archive);
        JavaProcess next = start(jar);
        assertThat(linesUntilUp(next)).noneMatch(line -> line.contains(FROM_ARCHIVE));
        assertThat(half).doesNotExist();
        next.end(Duration.ZERO, true);
        assertThat(kept()).containsExactly(archive);
    }

    @Test
    void start_twoAtOnce_oneMakesTheArchive() throws IOException {
        JavaProcess one = start(jar);
        JavaProcess other = start(jar);
        linesUntilUp(one);
        linesUntilUp(other);
        assertThat(commandLine(one)).contains("ArchiveClassesAtExit");
        assertThat(commandLine(other)).doesNotContain("ArchiveClassesAtExit");
        other.end(Duration.ZERO, true);
        assertThat(kept()).isEmpty();
        one.end(Duration.ZERO, true);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void start_whileAnotherStackMakesIt_startsWithoutMaking() throws IOException {
        Path locking = folder.resolve("holder.jar");
        pack(locking, Holder.class);
        Files.createDirectories(archives);
        JavaProcess holder = started(processes.start(program(locking, Holder.class,
                List.of(archives.resolve("classes.lock").toString()))));
        linesUntilUp(holder);
        JavaProcess other = start(jar);
        linesUntilUp(other);
        assertThat(commandLine(other)).doesNotContain("ArchiveClassesAtExit");
        holder.end(Duration.ZERO, false);
        JavaProcess next = start(jar);
        linesUntilUp(next);
        assertThat(commandLine(next)).contains("ArchiveClassesAtExit");
    }

    @Test
    void start_fromADamagedArchive_startsSilentlyWithoutIt() throws IOException {
        JavaProcess first = start(jar);
        linesUntilUp(first);
        first.end(Duration.ZERO, true);
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        Files.write(kept().getFirst(), noise);
        assertThat(quietLines()).containsExactly("up");
        Files.write(kept().getFirst(), new byte[0]);
        assertThat(quietLines()).containsExactly("up");
    }

    @Test
    void start_fromAnArchiveThatWasCutOff_startsSilentlyWithoutIt() throws IOException {
        JavaProcess first = start(jar);
        linesUntilUp(first);
        first.end(Duration.ZERO, true);
        try (FileChannel archive = FileChannel.open(kept().getFirst(), StandardOpenOption.WRITE)) {
            archive.truncate(archive.size() / 2);
        }
        assertThat(quietLines()).containsExactly("up");
    }

    @Test
    void start_fromAnArchiveOfOtherJars_startsSilentlyWithoutIt() throws IOException {
        Path otherJar = folder.resolve("other.jar");
        pack(otherJar, Waiter.class);
        JavaProcess other = start(otherJar);
        linesUntilUp(other);
        other.end(Duration.ZERO, true);
        Path ofOther = kept().getFirst();
        JavaProcess own = start(jar);
        linesUntilUp(own);
        own.end(Duration.ZERO, true);
        Path ofOwn = kept().stream().filter(file -> !file.equals(ofOther)).findFirst().orElseThrow();
        Files.copy(ofOther, ofOwn, StandardCopyOption.REPLACE_EXISTING);
        assertThat(quietLines()).containsExactly("up");
    }

    @Test
    void start_jarWrittenAnew_makesAnotherArchiveAndTheOldestGoes() throws IOException {
        for (int version = 0; version < 3; version++) {
            pack(jar, version % 2 == 0 ? List.of(Waiter.class) : List.of(Waiter.class, Holder.class));
            Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000L * (version + 1)));
            JavaProcess process = start(jar);
            assertThat(linesUntilUp(process)).noneMatch(line -> line.contains(FROM_ARCHIVE));
            process.end(Duration.ZERO, true);
            assertThat(kept()).hasSize(Math.min(version + 1, 2));
        }
    }

    /** The next process starts without, should it have been for the archive. */
    @Test
    void failed_startedFromAnArchive_deletesIt() throws IOException {
        JavaProcess first = start(jar);
        linesUntilUp(first);
        first.end(Duration.ZERO, true);
        JavaProcess second = start(jar);
        second.failed();
        assertThat(kept()).isEmpty();
    }

    @Test
    void start_folderThatCannotBeMade_startsWithout() throws IOException {
        Files.writeString(archives, "a file");
        JavaProcess process = start(jar);
        linesUntilUp(process);
        process.end(Duration.ZERO, true);
        assertThat(archives).hasContent("a file");
    }

    private JavaProcess start(Path classPath) throws IOException {
        return started(processes.start(program(classPath, Waiter.class, List.of()), archives));
    }

    private JavaProcess started(JavaProcess process) {
        started.add(process);
        return process;
    }

    private Processes.Program program(Path classPath, Class<?> main, List<String> arguments) {
        return new Processes.Program(List.of("-Xlog:class+load"), List.of(classPath), main.getName(), arguments,
                Map.of(), folder);
    }

    /** All that a process says that is started as a function is. */
    private List<String> quietLines() throws IOException {
        JavaProcess process = started(processes.start(new Processes.Program(List.of(), List.of(jar),
                Waiter.class.getName(), List.of(), Map.of(), folder), archives));
        return linesUntilUp(process);
    }

    private static List<String> linesUntilUp(JavaProcess process) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = process.process().inputReader();
        String line = reader.readLine();
        while (line != null && !line.equals("up")) {
            lines.add(line);
            line = reader.readLine();
        }
        assertThat(line).as(String.join("\n", lines)).isEqualTo("up");
        lines.add(line);
        Thread.ofVirtual().start(() -> drain(reader));
        return lines;
    }

    private static void drain(BufferedReader reader) {
        try {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(JavaProcess process) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.process().pid()), "cmdline"));
    }

    private List<Path> kept() throws IOException {
        return DurableFiles.list(archives, ".jsa");
    }

    private List<Path> unfinished() throws IOException {
        return DurableFiles.list(archives, ".unfinished");
    }

    private static void pack(Path jar, Class<?> type) throws IOException {
        pack(jar, List.of(type));
    }

    private static void pack(Path jar, List<Class<?>> types) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Class<?> type : types) {
                String name = type.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream in = type.getResourceAsStream("/" + name)) {
                    in.transferTo(zip);
                }
            }
        }
    }
}
