package io.segmenta.inference;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.file.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** A bucket in memory that counts how often it is read. */
final class FakeStore implements ObjectStore {

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private int reads;
    private int bodies;
    private boolean broken;

    /** Puts the sample model and makes it live, answering in the function. */
    FakeStore withModelHere(String dataset, String version) {
        objects.put("runs/" + dataset + "/model.tar.gz", CustomerModel.FILE);
        return with(LivePointer.key(dataset), pointer(dataset, version));
    }

    static String pointer(String dataset, String version) {
        return "{\"dataset\":\"" + dataset + "\",\"target\":\"lambda\",\"model_key\":\"runs/" + dataset
                + "/model.tar.gz\",\"model_sha256\":\"" + ModelFile.id(CustomerModel.FILE)
                + "\",\"model_version\":\"" + version + "\",\"updated_at\":\"2026-11-21T10:00:00Z\"}";
    }

    FakeStore withEndpoint(String dataset, String version) {
        return with(LivePointer.key(dataset), "{\"dataset\":\"" + dataset
                + "\",\"target\":\"endpoint\",\"endpoint\":\"segmenta-" + dataset + "\",\"model_version\":\"" + version
                + "\"}");
    }

    FakeStore with(String key, String text) {
        objects.put(key, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void remove(String key) {
        objects.remove(key);
    }

    void breakDown(boolean now) {
        broken = now;
    }

    int reads() {
        return reads;
    }

    int bodies() {
        return bodies;
    }

    @Override
    public Found find(String key, String knownTag) throws IOException {
        reads++;
        if (broken) {
            throw new IOException("S3 answered 503 when reading " + key);
        }
        byte[] object = objects.get(key);
        if (object == null) {
            return new Found.Absent();
        }
        String tag = '"' + ModelFile.id(object) + '"';
        if (tag.equals(knownTag)) {
            return new Found.Unchanged();
        }
        bodies++;
        return new Found.Content(object, tag);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        if (broken) {
            throw new IOException("S3 answered 503 when listing " + prefix);
        }
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }
}
