package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.SchemaChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a run has found, read from its documents; one that is not there is an empty object.
 *
 * @param metrics {@code metrics.json}
 * @param profile {@code profile.json}
 * @param report {@code report.json}
 * @param changes {@code changes.json}, of a later run of a data set
 * @param lasted what became of the segments before
 */
record Results(JsonNode metrics, JsonNode profile, JsonNode report, Optional<SchemaChanges> changes, Lasted lasted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a run left, wherever that is read. */
    interface Documents {
        /** One file; empty where the run has none, or where people's rows are not told. */
        Optional<byte[]> find(RunFile file) throws IOException;
    }

    static Results read(S3Client s3, String bucket, String folder) {
        try {
            return read(file -> key(folder, file).flatMap(key -> bytes(s3, bucket, key)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Where a file of a run lies; the rows of people lie apart, but for a folder that is a copy. */
    private static Optional<String> key(String folder, RunFile file) {
        return file == RunFile.REPRESENTATIVES
                ? RunFolder.containing(RunFile.PROFILE.beside(folder)).map(run -> run.key(file))
                : Optional.of(file.beside(folder));
    }

    static Results read(Documents run) throws IOException {
        return new Results(document(run, RunFile.METRICS), profile(run), document(run, RunFile.REPORT),
                run.find(RunFile.CHANGES).map(SchemaChanges::parse),
                new Lasted(document(run, RunFile.TRANSITIONS), document(run, RunFile.MIGRATION)));
    }

    /** The profile with the rows nearest the middle of each segment, which lie apart since they are people's. */
    private static JsonNode profile(Documents run) throws IOException {
        JsonNode profile = document(run, RunFile.PROFILE);
        JsonNode rows = document(run, RunFile.REPRESENTATIVES).path("segments");
        profile.path("segments").forEach(segment -> {
            for (JsonNode own : rows) {
                if (own.path("cluster").equals(segment.path("cluster")) && segment instanceof ObjectNode fields) {
                    fields.set("representatives", own.path("representatives"));
                }
            }
        });
        return profile;
    }

    JsonNode segments() {
        return profile.path("segments");
    }

    /** Copies a run's folder; returns the paths written, relative to the target, in order. */
    static List<Path> download(S3Client s3, String bucket, String folder, Path target) throws IOException {
        List<Path> written = new ArrayList<>();
        for (S3Object object : s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(folder))
                .contents()) {
            Path relative = Path.of(object.key().substring(folder.length())).normalize();
            if (relative.isAbsolute() || relative.startsWith("..") || relative.toString().isEmpty()) {
                continue;
            }
            Path file = target.resolve(relative);
            Files.createDirectories(file.getParent());
            Files.write(file, s3.getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
                    .asByteArrayUnsafe());
            written.add(relative);
        }
        written.sort(null);
        return written;
    }

    private static JsonNode document(Documents run, RunFile file) throws IOException {
        Optional<byte[]> found = run.find(file);
        if (found.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(found.get());
        } catch (IOException broken) {
            throw new IOException(file.path() + " is no JSON", broken);
        }
    }

    /** The text under a key, in UTF-8; empty when there is nothing. */
    static Optional<String> text(S3Client s3, String bucket, String key) {
        return bytes(s3, bucket, key).map(found -> new String(found, StandardCharsets.UTF_8));
    }

    /** What is under a key; empty when there is nothing. */
    static Optional<byte[]> bytes(S3Client s3, String bucket, String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArrayUnsafe());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }
}
