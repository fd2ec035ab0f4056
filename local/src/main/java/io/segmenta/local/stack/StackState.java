package io.segmenta.local.stack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code state.json} says of a running stack, for other processes of the same user; nobody else may read it, for
 * the key of the stack is in it.
 *
 * @param pid the process of the stack
 * @param startedAt when that process started, as the system tells it; tells a reused pid
 * @param endpoint the value of {@code AWS_ENDPOINT_URL}
 * @param signIn how callers of the HTTP API sign in, as {@link StackOptions} have it
 */
public record StackState(long pid, String startedAt, String endpoint, String httpApi, String bucket,
        String databaseUrl, String databaseUser, String databasePassword, String region, String accessKey,
        String secretKey, String signIn) {

    static final String LOCK = "lock";

    private static final String FILE = "state.json";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The address of the dashboard. */
    public String dashboard() {
        return httpApi + '/';
    }

    /** The stack that runs on the folder, or empty when none does. A file that is damaged tells of none. */
    public static Optional<StackState> running(Path stateDir) throws IOException {
        Path file = stateDir.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), StackState.class))
                    .filter(StackState::isAlive);
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(handle -> startOf(handle).equals(startedAt)).isPresent();
    }

    /** Whether a stack holds the folder's lock, whatever its file says. */
    public static boolean isInUse(Path stateDir) throws IOException {
        Path lock = stateDir.resolve(LOCK);
        if (!Files.isRegularFile(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return true;
        }
    }

    void write(Path stateDir) throws IOException {
        Path fresh = stateDir.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_ONLY);
        Files.write(fresh, JSON.writeValueAsBytes(this));
        Files.move(fresh, stateDir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path stateDir) throws IOException {
        Files.deleteIfExists(stateDir.resolve(FILE));
    }

    static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Object::toString).orElse("unknown");
    }
}
