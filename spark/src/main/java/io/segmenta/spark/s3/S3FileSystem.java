package io.segmenta.spark.s3;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of one bucket as files: {@code s3://bucket/key}. A folder is what the keys of objects have before a
 * slash; there is none without an object. An object is there when what writes it is closed. Where S3 answers, the
 * region and the credentials are those of the environment, as AWS's own libraries read it.
 */
public final class S3FileSystem extends FileSystem {

    private static final String SCHEME = "s3";
    private static final long BLOCK = 64L << 20;
    private static final int NOT_FOUND = 404;

    private @Nullable S3Client client;
    private @Nullable URI uri;
    private String bucket = "";
    private Path workingDirectory = new Path("/");

    /** Made by Hadoop, which then calls {@link #initialize}. */
    public S3FileSystem() {}

    @Override
    public void initialize(URI name, Configuration settings) throws IOException {
        super.initialize(name, settings);
        bucket = name.getHost() == null ? name.getAuthority() : name.getHost();
        uri = URI.create(SCHEME + "://" + bucket);
        client = S3Client.builder().forcePathStyle(true).httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    private S3Client client() throws IOException {
        S3Client ready = client;
        if (ready == null) {
            throw new IOException("the file system is not ready");
        }
        return ready;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        URI known = uri;
        return known == null ? URI.create(SCHEME + ":///") : known;
    }

    private String key(Path path) {
        String absolute = makeQualified(path).toUri().getPath();
        return absolute.startsWith("/") ? absolute.substring(1) : absolute;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        FileStatus status = getFileStatus(path);
        if (status.isDirectory()) {
            throw new FileNotFoundException(path + " is a folder");
        }
        return new FSDataInputStream(new ObjectInput(client(), bucket, key(path), status.getLen()));
    }

    @Override
    public FSDataOutputStream create(Path path, FsPermission permission, boolean overwrite, int bufferSize,
            short replication, long blockSize, @Nullable Progressable progress) throws IOException {
        if (!overwrite && exists(path)) {
            throw new IOException(path + " exists");
        }
        java.nio.file.Path draft = Files.createTempFile("object", ".part");
        return new FSDataOutputStream(new ObjectOutput(client(), bucket, key(path), draft), statistics);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, @Nullable Progressable progress) {
        throw new UnsupportedOperationException("objects of S3 cannot be appended to");
    }

    /** Copies, then deletes: whoever looks meanwhile may see both. Objects alone, not folders. */
    @Override
    public boolean rename(Path from, Path to) throws IOException {
        String source = key(from);
        if (head(source).isEmpty()) {
            return false;
        }
        try {
            client().copyObject(request -> request.sourceBucket(bucket).sourceKey(source).destinationBucket(bucket)
                    .destinationKey(key(to)));
        } catch (SdkException e) {
            throw failed("copying", from, e);
        }
        return delete(from, false);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        String key = key(path);
        List<String> keys = new ArrayList<>();
        if (head(key).isPresent()) {
            keys.add(key);
        }
        if (recursive) {
            list(key + "/", false).forEach(status -> keys.add(key(status.getPath())));
        }
        try {
            for (String one : keys) {
                client().deleteObject(request -> request.bucket(bucket).key(one));
            }
        } catch (SdkException e) {
            throw failed("deleting", path, e);
        }
        return !keys.isEmpty();
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        String key = key(path);
        FileStatus found = getFileStatus(path);
        return found.isFile() ? new FileStatus[] {found}
                : list(key.isEmpty() ? "" : key + "/", true).toArray(FileStatus[]::new);
    }

    /** The objects under a prefix; with folders, those right in it and the folders in it. */
    private List<FileStatus> list(String prefix, boolean folders) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
        if (folders) {
            request.delimiter("/");
        }
        try {
            for (ListObjectsV2Response page : client().listObjectsV2Paginator(request.build())) {
                page.commonPrefixes().forEach(one -> found.add(folder(path(one.prefix()))));
                page.contents().stream().filter(object -> !object.key().equals(prefix))
                        .forEach(object -> found.add(file(path(object.key()), object.size(),
                                object.lastModified().toEpochMilli())));
            }
        } catch (SdkException e) {
            throw failed("listing", path(prefix), e);
        }
        return found;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        String key = key(path);
        Optional<HeadObjectResponse> head = key.isEmpty() ? Optional.empty() : head(key);
        if (head.isPresent()) {
            return file(makeQualified(path), head.get().contentLength(), head.get().lastModified().toEpochMilli());
        }
        if (key.isEmpty() || hasObjects(key + "/")) {
            return folder(makeQualified(path));
        }
        throw new FileNotFoundException(path + " is not there");
    }

    private boolean hasObjects(String prefix) throws IOException {
        try {
            return client().listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(1)).hasContents();
        } catch (SdkException e) {
            throw failed("listing", path(prefix), e);
        }
    }

    private Optional<HeadObjectResponse> head(String key) throws IOException {
        try {
            return Optional.of(client().headObject(request -> request.bucket(bucket).key(key)));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failed("asking for", path(key), e);
        } catch (SdkException e) {
            throw failed("asking for", path(key), e);
        }
    }

    private Path path(String key) {
        return new Path(getUri() + "/" + key.replaceAll("/+$", ""));
    }

    private static FileStatus file(Path path, long length, long modified) {
        return new FileStatus(length, false, 1, BLOCK, modified, path);
    }

    private static FileStatus folder(Path path) {
        return new FileStatus(0, true, 1, BLOCK, 0, path);
    }

    private static IOException failed(String doing, Path path, SdkException cause) {
        return new IOException(doing + " " + path + ": " + cause.getMessage(), cause);
    }

    /** Folders need not be made. */
    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return true;
    }

    @Override
    public void setWorkingDirectory(Path directory) {
        workingDirectory = directory;
    }

    @Override
    public Path getWorkingDirectory() {
        return workingDirectory;
    }

    @Override
    public void close() throws IOException {
        super.close();
        S3Client open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }
}
