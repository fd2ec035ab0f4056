package io.segmenta.local.stack.sagemaker;

import java.nio.file.Path;
import java.util.List;

/**
 * What every endpoint runs in place of its container's image.
 *
 * @param libraries folders whose jars, or jars and folders that themselves, are the class path
 * @param main the main class, called with the argument {@code serve}
 */
public record ServingProgram(List<Path> libraries, String main) {

    public ServingProgram {
        libraries = List.copyOf(libraries);
    }
}
