package io.segmenta.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What {@code state.json} says of a running stack, for other processes of the same user.
 *
 * @param pid the process of the stack
 * @param startedAt when that process started, as the system tells it; tells a reused pid
 * @param endpoint the value of {@code AWS_ENDPOINT_URL}
 */
public record StackState(long pid, String startedAt, String endpoint, String httpApi, String bucket,
        String databaseUrl, String databaseUser, String databasePassword, String region, String accessKey,
        String secretKey) {

    private static final String FILE = "state.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The stack that runs on the folder, or empty when none does. */
    public static Optional<StackState> running(Path stateDir) throws IOException {
        Path file = stateDir.resolve(FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        StackState state = JSON.readValue(Files.readAllBytes(file), StackState.class);
        boolean alive = ProcessHandle.of(state.pid()).filter(ProcessHandle::isAlive)
                .filter(handle -> startOf(handle).equals(state.startedAt())).isPresent();
        return alive ? Optional.of(state) : Optional.empty();
    }

    void write(Path stateDir) throws IOException {
        Path fresh = stateDir.resolve(FILE + ".new");
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
