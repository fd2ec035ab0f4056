package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.lambda.LogFile;
import io.segmenta.local.stack.process.JavaProcess;
import io.segmenta.local.stack.process.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Starts the serving program for one version of an endpoint, with its model unpacked in a folder of its own. */
final class ServingLauncher {

    private static final String ARCHIVES = "class-archive";

    private final Path stateDir;
    private final Processes processes;
    private final ServingProgram program;
    private final ModelData modelData;
    private final Supplier<Map<String, String>> environment;
    private final EndpointListener listener;
    private final Map<String, LogFile> logs = new HashMap<>();
    private final AtomicLong starts = new AtomicLong();

    ServingLauncher(Path stateDir, Processes processes, ServingProgram program, ModelData modelData,
            Supplier<Map<String, String>> environment, EndpointListener listener) throws IOException {
        this.stateDir = stateDir;
        this.processes = processes;
        this.program = program;
        this.modelData = modelData;
        this.environment = environment;
        this.listener = listener;
        DurableFiles.deleteTree(stateDir.resolve("endpoints"));
    }

    ServingProcess start(String endpoint, ObjectNode deployment) throws IOException {
        List<Path> classPath = classPath();
        Path folder = stateDir.resolve("endpoints").resolve(endpoint).resolve(Long.toString(starts.incrementAndGet()));
        Path model = folder.resolve("model");
        modelData.unpack(deployment.path("container").path("ModelDataUrl").asText(), model);
        int port = freePort();
        Map<String, String> variables = new HashMap<>(environment.get());
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "en_US.UTF-8");
        deployment.path("container").path("Environment").properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        variables.put("SEGMENTA_PORT", Integer.toString(port));
        variables.put("SEGMENTA_MODEL_DIR", model.toAbsolutePath().toString());
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        JavaProcess started = start(new Processes.Program(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary.toAbsolutePath()), classPath,
                program.main(), List.of("serve"), variables, folder));
        Process process = started.process();
        log(endpoint).follow(process.getInputStream(), "log-" + endpoint + "-" + process.pid());
        return new ServingProcess(started, process.onExit().thenRun(() -> deleteQuietly(folder)), port, deployment);
    }

    /** A program that is a folder of jars has a folder for its archive of classes beside it. */
    private JavaProcess start(Processes.Program serving) throws IOException {
        boolean folderOfJars = program.libraries().size() == 1
                && serving.classPath().stream().allMatch(jar -> jar.toString().endsWith(".jar"));
        return folderOfJars
                ? processes.start(serving, program.libraries().getFirst().resolveSibling(ARCHIVES))
                : processes.start(serving);
    }

    /** All versions of an endpoint write into one file, which only one of them may put aside. */
    private LogFile log(String endpoint) throws IOException {
        synchronized (logs) {
            LogFile known = logs.get(endpoint);
            if (known == null) {
                known = new LogFile(stateDir.resolve("logs").resolve(endpoint + ".log"),
                        line -> listener.endpointLog(endpoint, line));
                logs.put(endpoint, known);
            }
            return known;
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            DurableFiles.deleteTree(folder);
        } catch (IOException e) {
            // The next start of the stack clears the folder.
            return;
        }
    }

    private List<Path> classPath() throws IOException {
        List<Path> classPath = new ArrayList<>();
        for (Path library : program.libraries()) {
            if (!Files.exists(library)) {
                throw new IOException("the serving program is not built: " + library + " is missing");
            }
            List<Path> jars = new ArrayList<>();
            if (Files.isDirectory(library)) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(library, "*.jar")) {
                    found.forEach(jars::add);
                }
                // The same order for every process, which its archive of classes asks for.
                Collections.sort(jars);
            }
            classPath.addAll(jars.isEmpty() ? List.of(library) : jars);
        }
        return classPath;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
