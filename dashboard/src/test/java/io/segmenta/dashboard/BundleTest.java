package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed bundle is what the sources make; without Node, or without packages and a network, it is left out. */
class BundleTest {
    private static final Pattern NODE = Pattern.compile("v([0-9]+)\\..*", Pattern.DOTALL);
    private static final int OLDEST = 20;
    private static final List<String> OFFLINE = List.of("EAI_AGAIN", "ENOTFOUND", "ECONNREFUSED", "ENETUNREACH",
            "ETIMEDOUT", "ECONNRESET", "EHOSTUNREACH");
    private static final int PATIENCE = 300;

    @TempDir
    private Path folder;

    private record Ended(int code, String said) {}

    @Test
    void sources_checkedTestedAndBundled_areTheCommittedBundle() throws IOException, InterruptedException {
        assumeTrue(hasNode(), "Node 20 or newer is not on the PATH");
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "tsconfig.json", "build.mjs",
                "test.mjs")) {
            Files.copy(Folder.HOME.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        for (String file : Folder.files(Folder.SOURCES)) {
            Path to = folder.resolve("src").resolve(file);
            Files.createDirectories(to.getParent());
            Files.copy(Folder.SOURCES.resolve(file), to);
        }
        Ended installed = run(List.of("npm", "ci", "--no-progress"));
        assumeTrue(installed.code() == 0 || OFFLINE.stream().noneMatch(installed.said()::contains),
                "the packages cannot be fetched: " + installed.said());
        assertThat(installed.code()).as(installed.said()).isZero();
        Ended checked = run(List.of("npm", "run", "--silent", "check"));
        assertThat(checked.code()).as(checked.said()).isZero();
        Ended built = run(List.of("npm", "run", "--silent", "build"));
        assertThat(built.code()).as(built.said()).isZero();
        Ended tested = run(List.of("npm", "test", "--silent"));
        assertThat(tested.code()).as(tested.said()).isZero();
        Path made = folder.resolve("dist");
        assertThat(Folder.files(made)).isEqualTo(Folder.files(Folder.BUNDLE));
        for (String file : Folder.files(made)) {
            assertThat(made.resolve(file)).hasSameBinaryContentAs(Folder.BUNDLE.resolve(file));
        }
    }

    private boolean hasNode() throws InterruptedException {
        try {
            Matcher version = NODE.matcher(run(List.of("node", "--version")).said());
            return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST;
        } catch (IOException e) {
            return false;
        }
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as(command.toString()).isTrue();
            return new Ended(process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly();
        }
    }
}
