package io.segmenta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is taken from elsewhere is named by its content, which nobody can exchange behind the name. */
class SupplyChainTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern BASE = Pattern.compile("<serving\\.base>([^<]+)</serving\\.base>");
    private static final Pattern USES = Pattern.compile("(?m)^\\s*-?\\s*uses: (.+)$");

    @Test
    void baseImage_isNamedByDigest_theSameForBothWaysToBuildTheImage() throws IOException {
        List<String> bases = Stream.concat(found(FROM, "serving/Dockerfile"), found(BASE, "serving/pom.xml")).toList();
        assertThat(bases).hasSize(2).allMatch(base -> base.matches("[a-z./-]+:25-jre@sha256:[0-9a-f]{64}"));
        assertThat(bases.getFirst()).isEqualTo(bases.getLast());
    }

    @Test
    void everyActionOfTheWorkflows_isNamedByCommitWithItsVersionBeside() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve(".github/workflows"))) {
            assertThat(files.toList()).isNotEmpty().allSatisfy(file -> assertThat(
                    found(USES, PROJECT.relativize(file).toString()).toList()).isNotEmpty()
                    .allMatch(action -> action.matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+")));
        }
    }

    private static Stream<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(PROJECT.resolve(file))).results().map((MatchResult match) -> match
                .group(1));
    }
}
