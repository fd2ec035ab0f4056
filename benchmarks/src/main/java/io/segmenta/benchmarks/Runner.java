package io.segmenta.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Processes and folders of a benchmark. */
final class Runner {
    private Runner() {}

    /**
     * A command of ours on a stack of its own, whose output goes to a file of the folder it works in.
     *
     * @param home the built project
     */
    static ProcessBuilder segmenta(Path home, Path work, String... command) {
        List<String> line = new ArrayList<>(List.of(home.resolve("segmenta").toString()));
        line.addAll(List.of(command));
        line.add("--state=" + work.resolve("state"));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(work.resolve("segmenta-" + command[0] + ".log").toFile());
        builder.environment().put("SEGMENTA_NO_BUILD", "1");
        return builder;
    }

    /** Runs a program to its end. */
    static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        if (builder.start().waitFor() != 0) {
            Path log = builder.redirectOutput().file().toPath();
            throw new IOException(String.join(" ", builder.command()) + " failed: " + Files.readString(log));
        }
    }

    /** Unpacks an archive of ours into a new folder. */
    static void unzip(Path archive, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Deletes a folder with everything in it. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** A port of the loopback interface that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
