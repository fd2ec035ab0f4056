package io.segmenta.local.stack.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** AWS's runtime interface client: its jars, found where this stack's own classes come from, and its native part. */
final class RuntimeClient {

    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    /** The client unpacks its library to one fixed path, where starting functions would race, unless this is set. */
    static final String NATIVE_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi."
            + "NativeClient.JNI";

    private static final List<String> ONE_CLASS_PER_JAR = List.of(MAIN,
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private final List<Path> jars;
    private final Path nativeLibrary;

    private RuntimeClient(List<Path> jars, Path nativeLibrary) {
        this.jars = jars;
        this.nativeLibrary = nativeLibrary;
    }

    /** Finds the jars and copies the native library of this machine's processor into the folder. */
    static RuntimeClient install(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String name : ONE_CLASS_PER_JAR) {
            try {
                Class<?> type = Class.forName(name, false, RuntimeClient.class.getClassLoader());
                jars.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            } catch (ClassNotFoundException | URISyntaxException e) {
                throw new IOException("the Lambda runtime interface client is not on the class path: " + name, e);
            }
        }
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String library = "libaws-lambda-jni.linux-" + (processor.equals("aarch64") ? "aarch_64" : "x86_64") + ".so";
        Path file = Files.createDirectories(folder).resolve(library);
        try (InputStream in = RuntimeClient.class.getClassLoader().getResourceAsStream("jni/" + library)) {
            if (in == null) {
                throw new IOException("the Lambda runtime interface client has no " + library);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new RuntimeClient(List.copyOf(jars), file.toAbsolutePath());
    }

    List<Path> jars() {
        return jars;
    }

    Path nativeLibrary() {
        return nativeLibrary;
    }
}
