package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code sam local invoke} is told in {@code docs/deploying.md} and {@code events/env.json}, read as it reads. */
class SamLocalTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern COMMAND = Pattern
            .compile("(?m)^sam local invoke (\\w+) --env-vars (\\S+) -e (\\S+) --docker-network host$");

    private static SamLocal sam;
    private static SystemPlan plan;

    @BeforeAll
    static void read() throws IOException {
        sam = SamLocal.ofProject();
        plan = TemplateReader.read(PROJECT.resolve("template.yaml"), Map.of(), "us-east-1");
    }

    /** SAM drops what is not declared, without a word. */
    @Test
    void everyVariableOfTheFile_isDeclaredForItsFunction() {
        assertThat(sam.file().properties()).isNotEmpty().allSatisfy(function -> {
            assertThat(plan.function(function.getKey())).isPresent();
            Set<String> told = new HashSet<>();
            function.getValue().fieldNames().forEachRemaining(told::add);
            assertThat(sam.declared(function.getKey()).keySet()).containsAll(told);
            assertThat(function.getValue()).allMatch(JsonNode::isTextual);
        });
    }

    @Test
    void everyFunctionButTheOneOfDeployments_isInTheFile() {
        Set<String> told = new HashSet<>();
        sam.file().fieldNames().forEachRemaining(told::add);
        assertThat(plan.functions()).extracting(FunctionPlan::id).filteredOn(id -> !id.equals("MigrationFunction"))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void declared_whatCannotBeSettled_isEmptyAndCanBeGiven() {
        Map<String, String> declared = sam.declared("TrainingFunction");
        assertThat(declared).containsEntry("SEGMENTA_AWS_ENDPOINT", "").containsEntry("SEGMENTA_DATABASE_URL", "")
                .containsEntry("SEGMENTA_DSQL_ENDPOINT", "")
                .containsEntry("SEGMENTA_BUCKET", "segmenta-000000000000-us-east-1")
                .containsEntry("SEGMENTA_DATASETS_DECIDE", "false");

        Map<String, String> started = sam.environment("TrainingFunction",
                Map.of("SEGMENTA_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5/segmenta", "SEGMENTA_OTHER", "x",
                        "SEGMENTA_AWS_ENDPOINT", "http://elsewhere", "AWS_REGION", "us-east-1"));

        assertThat(started).containsEntry("SEGMENTA_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5/segmenta")
                .containsEntry("SEGMENTA_AWS_ENDPOINT", "http://127.0.0.1:4566").doesNotContainKey("SEGMENTA_OTHER");
    }

    @Test
    void commandsOfTheGuide_nameFunctionsAndFilesThatAreThere() throws IOException {
        List<MatchResult> commands = COMMAND.matcher(Files.readString(PROJECT.resolve("docs/deploying.md"))).results()
                .toList();
        assertThat(commands).extracting(command -> command.group(1)).containsExactlyInAnyOrder("InferenceFunction",
                "TrainingFunction", "RegistrationFunction", "DeploymentFunction", "ScoringFunction");
        assertThat(commands).allSatisfy(command -> {
            assertThat(plan.function(command.group(1))).isPresent();
            assertThat(PROJECT.resolve(command.group(2))).isRegularFile();
            assertThat(PROJECT.resolve(command.group(3))).isRegularFile();
        });
    }

    /** What SAM unpacks and calls: an archive that the build makes, and a class and method in its module. */
    @Test
    void codeAndHandlerOfEveryFunction_areThoseOfItsModule() {
        assertThat(plan.functions()).allSatisfy(function -> {
            Path module = PROJECT.toAbsolutePath().normalize()
                    .relativize(function.archive().toAbsolutePath().normalize()).getParent().getParent();
            assertThat(function.archive().getFileName()).hasToString("segmenta-" + module.getFileName()
                    + "-function.zip");
            String[] handler = function.handler().split("::", 2);
            Path source = PROJECT.resolve(module).resolve("src/main/java")
                    .resolve(handler[0].replace('.', '/') + ".java");
            assertThat(source).content().contains(" " + handler[1] + "(");
        });
    }
}
