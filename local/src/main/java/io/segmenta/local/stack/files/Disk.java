package io.segmenta.local.stack.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What durable files need of a disk, each step by itself, so that a test can end the machine between two of them or let
 * the disk be full at any. A file that is moved, made or deleted may be found as before after a crash until its folder
 * has been forced.
 */
public interface Disk {
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
