package io.segmenta.inference;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.storage.ObjectPart;
import io.segmenta.platform.storage.ObjectParts;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket in memory that counts how often it is read. */
final class FakeStore implements ObjectReader, ObjectParts, ObjectWriter {

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private int reads;
    private int bodies;
    private boolean broken;
    private int faults;

    /** Puts the sample model and makes it live, answering in the function. */
    FakeStore withModelHere(String dataset, String version) {
        objects.put("runs/" + dataset + "/model.tar.gz", CustomerModel.FILE);
        return with(LivePointer.key(dataset), pointer(dataset, version));
    }

    static String pointer(String dataset, String version) {
        return pointer(dataset, new LivePointer.Lambda(), version);
    }

    private static String pointer(String dataset, LivePointer.Target target, String version) {
        return new String(new LivePointer(dataset, target, "runs/" + dataset + "/model.tar.gz",
                ModelFile.id(CustomerModel.FILE), version, "arn:" + version, Instant.parse("2026-11-21T10:00:00Z"))
                .write(), StandardCharsets.UTF_8);
    }

    FakeStore withEndpoint(String dataset, String version) {
        return with(LivePointer.key(dataset),
                pointer(dataset, new LivePointer.Endpoint("segmenta-" + dataset), version));
    }

    FakeStore with(String key, String text) {
        objects.put(key, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FakeStore with(String key, byte[] bytes) {
        objects.put(key, bytes);
        return this;
    }

    void remove(String key) {
        objects.remove(key);
    }

    void breakDown(boolean now) {
        broken = now;
    }

    /** The next objects that are asked for cannot be read. */
    void fail(int times) {
        faults = times;
    }

    int reads() {
        return reads;
    }

    int bodies() {
        return bodies;
    }

    @Override
    public Found find(String key, Optional<String> knownEtag) throws IOException {
        reads++;
        if (broken || faults-- > 0) {
            throw new IOException("S3 answered 503 when reading " + key);
        }
        byte[] object = objects.get(key);
        if (object == null) {
            return new Found.Absent();
        }
        String etag = ModelFile.id(object);
        if (knownEtag.equals(Optional.of(etag))) {
            return new Found.Unchanged();
        }
        bodies++;
        return new Found.Content(object, etag);
    }

    @Override
    public Optional<ObjectPart> part(String key, long from, int length) throws IOException {
        reads++;
        if (broken) {
            throw new IOException("S3 answered 503 when reading " + key);
        }
        byte[] object = objects.get(key);
        return object == null ? Optional.empty()
                : Optional.of(new ObjectPart(Arrays.copyOfRange(object, (int) from,
                        (int) Math.min(object.length, from + length)), ModelFile.id(object), object.length));
    }

    @Override
    public void put(String key, String contentType, byte[] bytes) throws IOException {
        if (broken) {
            throw new IOException("S3 answered 503 when writing " + key);
        }
        objects.put(key, bytes);
    }

    /** The bytes of an object that is there. */
    byte[] bytes(String key) {
        return Objects.requireNonNull(objects.get(key), key);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        if (broken) {
            throw new IOException("S3 answered 503 when listing " + prefix);
        }
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
}
