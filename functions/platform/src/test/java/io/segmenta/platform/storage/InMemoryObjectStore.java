package io.segmenta.platform.storage;

import io.segmenta.model.base.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket without versions in memory, with the refusals of S3. Can be told to fail before the n-th write. */
public final class InMemoryObjectStore implements RewritableStore {
    private final String bucket;
    private final Map<String, Entry> objects = new TreeMap<>();
    private final List<String> written = new ArrayList<>();
    private final Map<String, Runnable> happenings = new TreeMap<>();
    private int writesUntilFailure = -1;

    private record Entry(byte[] bytes, Map<String, String> metadata) {
        String etag() {
            return Sha256.of(bytes).substring(0, 32);
        }
    }

    public InMemoryObjectStore(String bucket) {
        this.bucket = bucket;
    }

    /** An upload by a user. */
    public synchronized void upload(String key, byte[] bytes, Map<String, String> metadata) {
        objects.put(key, new Entry(bytes, metadata));
    }

    /** The infrastructure fails once, instead of the write after the given number of writes. */
    public synchronized void failAfter(int writes) {
        writesUntilFailure = writes;
    }

    /** Something happens, once, just before somebody looks whether there is an object. */
    public synchronized void beforeHead(String key, Runnable happening) {
        happenings.put(key, happening);
    }

    /** Every key written by the program, in order, once per write that changed something. */
    public synchronized List<String> written() {
        return List.copyOf(written);
    }

    /** The bytes of an object that must be there. */
    public synchronized byte[] bytes(String key) {
        return Optional.ofNullable(objects.get(key)).orElseThrow(() -> new AssertionError("no object " + key)).bytes();
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public synchronized Optional<ObjectHead> head(String key) {
        Optional.ofNullable(happenings.remove(key)).ifPresent(Runnable::run);
        return Optional.ofNullable(objects.get(key)).map(entry -> head(key, entry));
    }

    @Override
    public synchronized Optional<ObjectHead> head(String key, String version) {
        return head(key);
    }

    @Override
    public synchronized Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(entry -> new StoredObject(head(key, entry), new ByteArrayInputStream(entry.bytes())));
    }

    @Override
    public synchronized Optional<ObjectPart> part(String key, long from, int length) {
        return Optional.ofNullable(objects.get(key)).map(entry -> {
            int size = entry.bytes().length;
            return from >= size ? new ObjectPart(new byte[0], "", 0)
                    : new ObjectPart(Arrays.copyOfRange(entry.bytes(), (int) from,
                            (int) Math.min(size, from + length)), entry.etag(), size);
        });
    }

    @Override
    public synchronized Found find(String key, Optional<String> knownEtag) {
        Entry entry = objects.get(key);
        if (entry == null) {
            return new Found.Absent();
        }
        return knownEtag.equals(Optional.of(entry.etag())) ? new Found.Unchanged()
                : new Found.Content(entry.bytes(), entry.etag());
    }

    @Override
    public synchronized StoredObject open(ObjectHead head) {
        return get(head.key()).filter(object -> object.head().etag().equals(head.etag()))
                .orElseThrow(() -> new ObjectConflictException(head.key(), "was overwritten or deleted"));
    }

    @Override
    public synchronized void create(String key, String contentType, ObjectContent content) {
        byte[] bytes = bytes(content);
        Entry found = objects.get(key);
        if (found != null && !Arrays.equals(found.bytes(), bytes)) {
            throw new ObjectConflictException(key, "holds other bytes than those to be written");
        } else if (found == null) {
            write(key, bytes);
        }
    }

    @Override
    public synchronized void replace(String key, String contentType, ObjectContent content,
            Optional<String> expected) {
        if (!head(key).map(ObjectHead::etag).equals(expected)) {
            throw new ObjectConflictException(key, "was written since it was last seen");
        }
        write(key, bytes(content));
    }

    @Override
    public synchronized ObjectHead copy(ObjectHead from, String to, Map<String, String> metadata) {
        Entry found = Optional.ofNullable(objects.get(from.key())).filter(entry -> entry.etag().equals(from.etag()))
                .orElseThrow(() -> new ObjectConflictException(from.key(), "was overwritten or deleted"));
        upload(to, found.bytes(), metadata);
        written.add(to);
        return head(to).orElseThrow();
    }

    @Override
    public synchronized void rewrite(ObjectHead seen, String contentType, ObjectContent content,
            Map<String, String> metadata) {
        replace(seen.key(), contentType, content, Optional.of(seen.etag()));
        upload(seen.key(), bytes(seen.key()), metadata);
    }

    @Override
    public List<ObjectHead> earlier(String prefix) {
        return List.of();
    }

    @Override
    public void delete(ObjectHead version) {
        delete(version.key());
    }

    @Override
    public synchronized void delete(String key) {
        objects.remove(key);
    }

    @Override
    public synchronized List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    private void write(String key, byte[] bytes) {
        if (writesUntilFailure == 0) {
            writesUntilFailure = -1;
            throw new IllegalStateException("the network is down");
        }
        writesUntilFailure--;
        objects.put(key, new Entry(bytes, Map.of()));
        written.add(key);
    }

    private static ObjectHead head(String key, Entry entry) {
        return new ObjectHead(key, entry.etag(), Optional.empty(), entry.bytes().length, entry.metadata());
    }

    private static byte[] bytes(ObjectContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
