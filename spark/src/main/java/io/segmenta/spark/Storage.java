package io.segmenta.spark;

import io.segmenta.model.contract.LargeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Files by path or URI, in whatever file system Hadoop finds for them. */
final class Storage {

    private static final int BUFFER = 1 << 16;

    private Storage() {}

    private static FileSystem system(Path path) throws IOException {
        FileSystem system = path.getFileSystem(new Configuration());
        system.setWriteChecksum(false);
        return system;
    }

    static boolean exists(String path) throws IOException {
        return system(new Path(path)).exists(new Path(path));
    }

    static long size(String path) throws IOException {
        return system(new Path(path)).getFileStatus(new Path(path)).getLen();
    }

    static byte[] read(String path) throws IOException {
        try (InputStream in = system(new Path(path)).open(new Path(path))) {
            return in.readAllBytes();
        }
    }

    /** Opens a file at a place; of a packed one the place is within what it unpacks to. */
    static InputStream open(String path, long start, boolean packed) throws IOException {
        FSDataInputStream in = system(new Path(path)).open(new Path(path), BUFFER);
        try {
            if (!packed) {
                in.seek(start);
                return in;
            }
            InputStream unpacked = new GZIPInputStream(in, BUFFER);
            unpacked.skipNBytes(start);
            return unpacked;
        } catch (IOException | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    /** Reads the beginning of a file, of a packed one that of what it unpacks to. */
    static byte[] head(String path, boolean packed, int length) throws IOException {
        try (InputStream in = open(path, 0, packed)) {
            return in.readNBytes(length);
        }
    }

    /** Opens a file of Parquet and reads its footer. */
    static ParquetFileReader parquet(String path) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(new Path(path), new Configuration()));
    }

    /** Writes a file in place of any other. */
    static void write(String path, byte[] bytes) throws IOException {
        try (OutputStream out = system(new Path(path)).create(new Path(path), true)) {
            out.write(bytes);
        }
    }

    /** Begins a file in place of any other. */
    static OutputStream create(String path) throws IOException {
        return system(new Path(path)).create(new Path(path), true);
    }

    /** Puts a finished file where it belongs, in place of an equal one that another attempt left there. */
    static void move(String from, String to) throws IOException {
        FileSystem system = system(new Path(to));
        if (system.exists(new Path(to))) {
            system.delete(new Path(to), false);
        }
        if (!system.rename(new Path(from), new Path(to))) {
            throw new IOException("cannot move " + from + " to " + to);
        }
    }

    /** Returns the tables that a path stands for: itself, or those in the folder, by name. */
    static List<String> tables(String path) throws IOException {
        FileSystem system = system(new Path(path));
        if (!system.getFileStatus(new Path(path)).isDirectory()) {
            return List.of(path);
        }
        List<String> tables = new ArrayList<>();
        for (FileStatus status : system.listStatus(new Path(path))) {
            String name = status.getPath().getName();
            if (status.isFile() && LargeFile.isTable(name)) {
                tables.add(path.replaceAll("/+$", "") + "/" + name);
            }
        }
        tables.sort(null);
        return tables;
    }
}
