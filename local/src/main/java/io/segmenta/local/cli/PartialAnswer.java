package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The answers so far to a file that is asked in parts, kept beside where they will lie, {@code FILE.part}, with a note
 * of which records they answer, {@code FILE.part.json}. A run that is broken off leaves both, and the next goes on from
 * them when it asks the same model for the same records; the file itself appears whole or not at all.
 */
final class PartialAnswer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path answers;
    private final Path note;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final String model;
    private Progress progress = Progress.NONE;

    /**
     * How far a run has come.
     *
     * @param records read of the file, those above its header included
     * @param head how many of them every part begins with
     * @param answered records
     * @param refused of these
     * @param bytes of answers
     */
    record Progress(long records, int head, long answered, long refused, long bytes) {
        static final Progress NONE = new Progress(0, 0, 0, 0, 0);
    }

    private PartialAnswer(Path file, Path answers, Path note, FileChannel channel, String model) {
        this.file = file;
        this.answers = answers;
        this.note = note;
        this.channel = channel;
        this.model = model;
    }

    /**
     * Opens what is there, or begins.
     *
     * @param file where the answers will lie
     * @param model what answers, and in which version
     */
    static PartialAnswer open(Path file, String model) throws IOException {
        Path answers = beside(file, ".part");
        FileChannel channel = FileChannel.open(answers, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException another) {
            channel.close();
            throw CliException.user("%s is being written by another command", file);
        }
        return new PartialAnswer(file, answers, beside(file, ".part.json"), channel, model);
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /**
     * Reads past the records that are answered, if they are those of this file and were answered by this model.
     *
     * @return whether there are answers to go on from; if not, the records must be read anew
     */
    boolean resume(RecordParts records) throws IOException {
        JsonNode noted = noted();
        if (noted == null || !noted.path("model").asText().equals(model)) {
            return false;
        }
        Progress before = new Progress(noted.path("records").asLong(), noted.path("head").asInt(),
                noted.path("answered").asLong(), noted.path("refused").asLong(), noted.path("bytes").asLong());
        for (long i = 0; i < before.records; i++) {
            byte[] record = records.next();
            if (record == null) {
                return false;
            }
            digest.update(record);
        }
        if (!noted.path("sha256").asText().equals(soFar()) || channel.size() < before.bytes) {
            return false;
        }
        progress = before;
        channel.truncate(before.bytes).position(before.bytes);
        return true;
    }

    private @Nullable JsonNode noted() {
        try {
            return Files.exists(note) ? JSON.readTree(Files.readAllBytes(note)) : null;
        } catch (IOException damaged) {
            return null;
        }
    }

    /** Forgets what is there. */
    void begin() throws IOException {
        digest.reset();
        progress = Progress.NONE;
        Files.deleteIfExists(note);
        channel.truncate(0).position(0);
    }

    Progress progress() {
        return progress;
    }

    /** Keeps the answers to further records. */
    void add(Iterable<byte[]> records, byte[] answer, Progress now) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        records.forEach(digest::update);
        progress = now;
        ObjectNode noted = JSON.createObjectNode().put("model", model).put("records", now.records)
                .put("head", now.head).put("answered", now.answered).put("refused", now.refused)
                .put("bytes", now.bytes).put("sha256", soFar());
        Path next = beside(note, ".new");
        Files.write(next, JSON.writeValueAsBytes(noted));
        Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String soFar() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Puts the answers where they belong. */
    void finish() throws IOException {
        channel.force(true);
        Files.move(answers, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(note);
    }

    /** Leaves answers for the next run to go on from; nothing when there are none. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (progress.records == 0) {
            Files.deleteIfExists(answers);
            Files.deleteIfExists(note);
        }
    }
}
