package io.segmenta.spark;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;

/** Files of this machine that fail when a task reads them for the first time, and count how often they did. */
public final class FlakyFileSystem extends FileSystem {

    static final AtomicInteger FAILED = new AtomicInteger();

    private final RawLocalFileSystem local = new RawLocalFileSystem();

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        super.initialize(name, conf);
        local.initialize(URI.create("file:///"), conf);
        setConf(conf);
    }

    private static Path real(Path path) {
        return new Path("file", null, path.toUri().getPath());
    }

    private Path shown(Path path) {
        return new Path("flaky", "", path.toUri().getPath());
    }

    @Override
    public URI getUri() {
        return URI.create("flaky:///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        TaskContext task = TaskContext.get();
        if (task != null && task.attemptNumber() == 0) {
            FAILED.incrementAndGet();
            throw new IOException("the connection was lost");
        }
        return local.open(real(path), bufferSize);
    }

    @Override
    public FSDataOutputStream create(Path path, FsPermission permission, boolean overwrite, int bufferSize,
            short replication, long blockSize, Progressable progress) throws IOException {
        return local.create(real(path), permission, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return local.rename(real(from), real(to));
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return local.delete(real(path), recursive);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        FileStatus[] statuses = local.listStatus(real(path));
        for (FileStatus status : statuses) {
            status.setPath(shown(status.getPath()));
        }
        return statuses;
    }

    @Override
    public void setWorkingDirectory(Path path) {
        local.setWorkingDirectory(real(path));
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path("flaky:///");
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        return local.mkdirs(real(path), permission);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = local.getFileStatus(real(path));
        status.setPath(shown(status.getPath()));
        return status;
    }
}
