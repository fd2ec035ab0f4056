package io.segmenta.local.stack.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What durable files need of a disk, each step by itself, so that a test can end the machine between two of them or let
 * the disk be full at any. A file that is moved, made or deleted may be found as before after a crash until its folder
 * has been forced.
 */
public interface Disk {
    /** The disk of this machine. */
    Disk REAL = new RealDisk();

    /**
     * Writes a file whole and forces its bytes.
     *
     * @throws IOException also when the disk is full; the file may then hold a part
     */
    void write(Path file, byte[] content) throws IOException;

    /** Puts a file in the place of another one, if there is one, in one step. */
    void move(Path file, Path place) throws IOException;

    /** Forces which files a folder holds. */
    void forceFolder(Path folder) throws IOException;

    /** Deletes a file that must be there. */
    void delete(Path file) throws IOException;

    /** All bytes of a file. */
    byte[] read(Path file) throws IOException;

    /** The files of a folder in no order; none when it is missing. */
    List<Path> list(Path folder) throws IOException;
}

/** Files of the operating system. */
final class RealDisk implements Disk {
    @Override
    public void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    @Override
    public void move(Path file, Path place) throws IOException {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
