package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The template as AWS's SAM translator turns it into CloudFormation, held against CloudFormation's own resource schemas
 * by cfn-lint. Where cfn-lint is not installed ({@code pip install cfn-lint}) these tests are left out and say so.
 */
class TemplateLintTest {
    private static final Path TEMPLATE = Path.of("..", "template.yaml");

    @TempDir
    Path folder;

    @Test
    void template_translatedAndLinted_hasNoFinding() throws Exception {
        assertThat(lint(TEMPLATE)).isEmpty();
    }

    /** The linter sees through the translation: what it is to find here is in a function of SAM and in its role. */
    @Test
    void template_withAFaultInAFunction_isFound() throws Exception {
        Path broken = folder.resolve("template.yaml");
        Files.writeString(broken,
                Files.readString(TEMPLATE).replaceFirst("MaximumRetryAttempts: 2", "MaximumRetryAttempts: 3")
                        .replaceFirst("Timeout: 900", "Timeout: 901"));
        assertThat(lint(broken)).hasSize(2).anyMatch(line -> line.endsWith("901 is greater than the maximum of 900"))
                .anyMatch(line -> line.endsWith("3 is greater than the maximum of 2"));
    }

    /** What cfn-lint prints, line by line; nothing when the template is in order. */
    private List<String> lint(Path template) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "cfn-lint is not on the PATH: the template was not linted");
        Path output = folder.resolve("findings.txt");
        // W1030: it takes the empty default of DatabaseSecret for the ARN of a statement that is not there without one.
        Process process = new ProcessBuilder("cfn-lint", "--format", "parseable", "--ignore-checks", "W1030",
                "--regions",
                "us-east-1", "--template", template.toAbsolutePath().normalize().toString()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("cfn-lint to end").isTrue();
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint")));
    }
}
