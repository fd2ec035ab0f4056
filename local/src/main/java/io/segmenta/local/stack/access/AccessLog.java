package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each role, and the owner, asked for and whether it was allowed, each different request once, as lines of JSON in
 * a file.
 */
public final class AccessLog {

    /** Who holds the key of the stack, in place of a role. */
    public static final String OWNER = "owner";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;
    private final Set<Entry> seen = ConcurrentHashMap.newKeySet();

    /** A request of a role with the answer. */
    public record Entry(String role, AccessRequest request, boolean allowed) {}

    /** @param file that is added to, in a folder that is there; without one nothing is kept */
    public AccessLog(Optional<Path> file) {
        this.file = file;
    }

    boolean isKept() {
        return file.isPresent();
    }

    void add(Entry entry) {
        if (file.isPresent() && seen.add(entry)) {
            synchronized (this) {
                try {
                    Files.writeString(file.get(), JSON.writeValueAsString(entry) + "\n", StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Everything that a file holds, but for a last line that a killed process did not write to its end. */
    public static List<Entry> read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Entry> entries = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            entries.add(JSON.readValue(line, Entry.class));
        }
        return entries;
    }
}
