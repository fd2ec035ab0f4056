package io.segmenta.spark.s3;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes an object: into a file of this machine, which goes to S3 when it is closed. */
final class ObjectOutput extends FilterOutputStream {

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Path draft;
    private boolean closed;

    /** @param draft an empty file, deleted at the end */
    ObjectOutput(S3Client client, String bucket, String key, Path draft) throws IOException {
        super(new BufferedOutputStream(Files.newOutputStream(draft)));
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.draft = draft;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            super.close();
            client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(draft));
        } catch (SdkException e) {
            throw new IOException("writing s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
