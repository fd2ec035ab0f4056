package io.segmenta.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Programs that write down how they were called and answer what the test says. */
final class FakeTools {
    private final Path folder;
    private final Path calls;

    FakeTools(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.calls = folder.resolve("calls.txt");
        Files.writeString(calls, "");
    }

    /** Makes a program; {@code answers} are the branches of a shell {@code case} on all its arguments. */
    FakeTools program(String name, String answers) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, """
                #!/bin/sh
                echo "%s $*" >> "%s"
                case "$*" in
                %s
                esac
                """.formatted(name, calls, answers));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** The PATH that finds them, and the shell. */
    String path() {
        return folder + ":/usr/bin:/bin";
    }

    /** The PATH that finds them alone. */
    String onlyPath() {
        return folder.toString();
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }
}
