package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackOptions;
import io.segmenta.local.stack.StackState;
import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.lambda.Functions;
import io.segmenta.local.stack.lambda.Outcome;
import io.segmenta.local.stack.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged functions with what {@code sam local invoke} gives them and nothing else, against a running stack: all
 * of {@code docs/deploying.md}'s commands but the container.
 */
class SamLocalIT {
    private static final Path PROJECT = Path.of("..");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;
    private static LocalStack stack;
    private static SamLocal sam;

    @BeforeAll
    static void start() throws IOException {
        stack = LocalStack.start(new StackOptions(folder.resolve("state"), PROJECT, 0, 0));
        sam = SamLocal.ofProject();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({"InferenceFunction,inference-health.json,'\"statusCode\":200'",
            "TrainingFunction,training-missing-object.json,'{\"runs\":['",
            "RegistrationFunction,registration-hourly.json,'{\"models\":[]}'",
            "DeploymentFunction,deployment-hourly.json,'{\"step\":\"all\"}'",
            "ScoringFunction,scoring-s3-put.json,'{\"scores\":['",
            "RepetitionFunction,repetition-s3-put.json,'{\"repetitions\":['",
            "PrivacyFunction,privacy-s3-put.json,'{\"erasures\":['",
            "MonitoringFunction,monitoring-hourly.json,'\"windows\":0'"})
    void function_startedAsSamDoes_reachesTheStack(String function, String event, String answer) throws Exception {
        SystemPlan plan = TemplateReader.read(PROJECT.resolve("template.yaml"), Map.of(), LocalStack.REGION);
        Path files = folder.resolve(function);
        try (Functions functions = new Functions(plan,
                new Functions.Settings(files, "000000000000", LocalStack.REGION, Duration.ofSeconds(1),
                        template -> started(function)),
                new Processes(files.resolve("processes")), new FunctionListener() {
                })) {
            Outcome outcome = functions.invoke(function, "4c1f6b7e-0000-4000-8000-000000000002",
                    Files.readAllBytes(PROJECT.resolve("events").resolve(event)), LIMIT).get().orElseThrow();

            String text = new String(outcome.payload(), StandardCharsets.UTF_8);
            assertThat(outcome).as(text).isInstanceOf(Outcome.Success.class);
            assertThat(text).contains(answer);
        }
    }

    /** The port of this stack in place of the usual one. */
    private static Map<String, String> started(String function) {
        StackState state = stack.state();
        Map<String, String> variables = new HashMap<>(sam.environment(function,
                Map.of("AWS_REGION", state.region(), "AWS_ACCESS_KEY_ID", state.accessKey(), "AWS_SECRET_ACCESS_KEY",
                        state.secretKey(), "SEGMENTA_DATABASE_URL", state.databaseUrl())));
        assertThat(variables.get("SEGMENTA_AWS_ENDPOINT")).isEqualTo("http://127.0.0.1:4566");
        variables.put("SEGMENTA_AWS_ENDPOINT", state.endpoint());
        return variables;
    }
}
