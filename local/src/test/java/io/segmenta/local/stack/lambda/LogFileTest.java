package io.segmenta.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void follow_fileThatCannotBeWritten_readsOnSoThatTheProcessIsNotHeldUp() throws Exception {
        Path file = Files.createDirectories(folder.resolve("a.log"));
        new LogFile(file, heard::add).follow(lines("one\ntwo\n"), "test");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).startsWith("one (not in the log: ");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).startsWith("two (not in the log: ");
    }

    @Test
    void line_fileThatCannotBeWritten_isToldAndStopsNobodyAtHisWork() throws Exception {
        Path file = Files.createDirectories(folder.resolve("a.log"));
        LogFile log = new LogFile(file, heard::add);
        log.line("START");
        assertThat(heard.poll()).startsWith("START (not in the log: ");
        Files.delete(file);
        log.line("END");
        assertThat(heard.poll()).isEqualTo("END");
        assertThat(file).hasContent("END\n");
    }

    @Test
    void follow_lines_areAppendedAndTold() throws Exception {
        Path file = folder.resolve("logs/a.log");
        LogFile log = new LogFile(file, heard::add);
        log.line("zero");
        log.follow(lines("one\ntwo"), "test");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("zero");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(file).hasContent("zero\none\ntwo\n");
    }

    @Test
    void line_manyLines_openTheFileOnce() throws Exception {
        Path file = folder.resolve("a.log");
        LogFile log = new LogFile(file, heard::add);
        log.line("one");
        Path moved = Files.move(file, folder.resolve("b.log"));
        log.line("two");
        assertThat(moved).hasContent("one\ntwo\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void line_fileIsFull_putsItAsideInThePlaceOfTheOneBefore() throws Exception {
        Path file = folder.resolve("a.log");
        LogFile log = new LogFile(file, 10, heard::add);
        for (String line : new String[] {"first", "two", "third", "four", "fifth", "a line longer than the file"}) {
            log.line(line);
        }
        assertThat(file).hasContent("a line longer than the file\n");
        assertThat(folder.resolve("a.log.1")).hasContent("fifth\n");
        new LogFile(file, 10, heard::add).line("x");
        assertThat(file).hasContent("x\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void follow_aLineWithoutEnd_isCut() throws Exception {
        Path file = folder.resolve("a.log");
        new LogFile(file, heard::add).follow(lines("y".repeat(3 * LogFile.MOST_CHARS) + "\r\nnext"), "test");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).hasSizeLessThan(LogFile.MOST_CHARS + 2);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(Files.size(file)).isLessThan(LogFile.MOST_CHARS + 100);
    }

    private static ByteArrayInputStream lines(String text) throws IOException {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
