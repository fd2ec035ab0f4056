package io.segmenta.local.stack.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What jobs are made of on this machine.
 *
 * @param jar of the job, which a deployment puts into the bucket
 * @param libraries Spark and what it needs
 */
public record SparkProgram(Path jar, List<Path> libraries) {
    /** The key of the jar in the bucket. */
    public static final String KEY = "jobs/segmenta-spark.jar";

    public SparkProgram {
        libraries = List.copyOf(libraries);
    }

    /**
     * As the module {@code spark} of a project was built.
     *
     * @throws IOException when it has not been, telling how
     */
    public static SparkProgram of(Path projectDir) throws IOException {
        Path target = projectDir.resolve("spark/target");
        Path jar = target.resolve("segmenta-spark.jar");
        Path libraries = target.resolve("spark.classpath");
        if (!Files.isRegularFile(jar) || !Files.isRegularFile(libraries)) {
            throw new IOException(target + " has no built job; mvn -Pspark -pl spark -am package -DskipTests");
        }
        return new SparkProgram(jar, Arrays
                .stream(Files.readString(libraries).strip().split(File.pathSeparator, -1)).map(Path::of).toList());
    }
}
