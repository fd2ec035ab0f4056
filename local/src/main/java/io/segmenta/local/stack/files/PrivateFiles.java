package io.segmenta.local.stack.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders (0700) that other users of the machine can neither list nor read in. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Creates the folder if missing and takes it away from everybody else, also when it was there before. */
    public static Path createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
