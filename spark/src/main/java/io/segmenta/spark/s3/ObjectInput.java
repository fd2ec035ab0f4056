package io.segmenta.spark.s3;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.FSInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object from any place on, by one request until another place is asked for. A broken one is made again. */
final class ObjectInput extends FSInputStream {

    private static final int ATTEMPTS = 3;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long length;
    private @Nullable ResponseInputStream<GetObjectResponse> open;
    private long place;

    ObjectInput(S3Client client, String bucket, String key, long length) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.length = length;
    }

    @Override
    public void seek(long to) throws IOException {
        if (to < 0 || to > length) {
            throw new EOFException("place must be in [0, " + length + "], got " + to);
        }
        if (to != place) {
            end();
            place = to;
        }
    }

    @Override
    public long getPos() {
        return place;
    }

    @Override
    public boolean seekToNewSource(long target) {
        return false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (place >= length) {
            return -1;
        }
        for (int attempt = 1;; attempt++) {
            try {
                int read = stream().read(into, offset, count);
                if (read < 0) {
                    throw new EOFException("the answer ended at byte " + place + " of " + length);
                }
                place += read;
                return read;
            } catch (IOException | SdkException broken) {
                end();
                if (attempt == ATTEMPTS) {
                    throw new IOException("reading s3://" + bucket + "/" + key + ": " + broken.getMessage(), broken);
                }
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> stream() {
        ResponseInputStream<GetObjectResponse> stream = open;
        if (stream == null) {
            stream = client.getObject(request -> request.bucket(bucket).key(key).range("bytes=" + place + "-"));
            open = stream;
        }
        return stream;
    }

    /** Leaves what has not been read of an answer. */
    private void end() {
        ResponseInputStream<GetObjectResponse> stream = open;
        open = null;
        if (stream != null) {
            stream.abort();
        }
    }

    @Override
    public void close() {
        end();
    }
}
