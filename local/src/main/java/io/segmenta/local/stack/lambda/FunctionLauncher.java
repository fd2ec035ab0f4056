package io.segmenta.local.stack.lambda;

import com.sun.management.OperatingSystemMXBean;
import io.segmenta.local.stack.process.JavaProcess;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the process of a function as Lambda does: same flags, same environment, working in its unpacked archive. */
final class FunctionLauncher {

    private final Path folder;
    private final Processes processes;
    private final Functions.ServiceEnvironment serviceEnvironment;
    private final RuntimeClient client;

    /**
     * @param folder for temporary files, and for unpacked archives where they cannot lie beside the packed ones
     * @param serviceEnvironment from the variables of the template to those that hold on this machine
     */
    FunctionLauncher(Path folder, Processes processes, Functions.ServiceEnvironment serviceEnvironment)
            throws IOException {
        this.folder = folder;
        this.processes = processes;
        this.serviceEnvironment = serviceEnvironment;
        this.client = RuntimeClient.install(folder.resolve("client"));
    }

    JavaProcess launch(FunctionPlan plan, String runtimeApi, LogFile log) throws IOException {
        Archives.Unpacked content;
        synchronized (this) {
            content = Archives.unpacked(plan.archive(), folder.resolve("code").resolve(plan.id()));
        }
        Path temporary = Files.createDirectories(folder.resolve("tmp").resolve(plan.id()));
        Map<String, String> environment = environment(plan, runtimeApi, content.code(), temporary);
        JavaProcess process = start(content, flags(plan, environment, temporary), plan.handler(), environment);
        log.follow(process.process().getInputStream(), "log-" + plan.id() + "-" + process.process().pid());
        return process;
    }

    /**
     * The runtime interface client loads the jars of a function by a class loader that asks its parent first. Where
     * they are on the class path too, in its order, the parent finds the same classes in the same jars, and Java can
     * keep them in an archive.
     */
    private JavaProcess start(Archives.Unpacked content, List<String> flags, String handler,
            Map<String, String> environment) throws IOException {
        List<Path> classPath = new ArrayList<>(client.jars());
        Optional<List<Path>> jars = content.jars();
        jars.ifPresent(classPath::addAll);
        Processes.Program program = new Processes.Program(flags, classPath, RuntimeClient.MAIN, List.of(handler),
                environment, content.code());
        return jars.isPresent() && content.keep().isPresent()
                ? processes.start(program, content.keep().get())
                : processes.start(program);
    }

    private List<String> flags(FunctionPlan plan, Map<String, String> environment, Path temporary) {
        List<String> flags = new ArrayList<>();
        flags.add("-Xmx" + heapMegabytes(plan.memoryMb()) + "m");
        if (!environment.containsKey("JAVA_TOOL_OPTIONS")) {
            // Lambda's own flags; it leaves them out where the function brings options.
            flags.add("-XX:+UseSerialGC");
            flags.add("-XX:+TieredCompilation");
            if (!plan.fullJit()) {
                flags.add("-XX:TieredStopAtLevel=1");
            }
        }
        flags.add("-XX:+ErrorFileToStderr");
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("--add-opens=java.base/java.io=ALL-UNNAMED");
        flags.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        flags.add("-D" + RuntimeClient.NATIVE_PROPERTY + "=" + client.nativeLibrary());
        flags.add("-Djava.io.tmpdir=" + temporary.toAbsolutePath());
        return flags;
    }

    /** 85 % of the function's memory, as on AWS, but not more than half of this machine's. */
    private static long heapMegabytes(int memoryMb) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long half = (system.getTotalMemorySize() / 2) >> 20;
        return Math.max(64, Math.min(memoryMb * 85L / 100, half));
    }

    private Map<String, String> environment(FunctionPlan plan, String runtimeApi, Path code, Path temporary) {
        Map<String, String> environment = new HashMap<>(serviceEnvironment.of(plan.id(), plan.environment()));
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", plan.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(plan.memoryMb()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + plan.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", plan.id());
        environment.put("AWS_LAMBDA_LOG_FORMAT", plan.jsonLogs() ? "JSON" : "TEXT");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        // The user's own AWS configuration has no part in a function.
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("_HANDLER", plan.handler());
        environment.put("LAMBDA_TASK_ROOT", code.toAbsolutePath().toString());
        environment.put("TMPDIR", temporary.toAbsolutePath().toString());
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("TZ", ":UTC");
        return environment;
    }
}
