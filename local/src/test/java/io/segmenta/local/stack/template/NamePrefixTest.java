package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.template.SystemPlan.Bucket;
import io.segmenta.model.contract.SageMakerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The parameter that lets a second stack stand beside the first: it reaches every name, and nothing of it is too long.
 */
class NamePrefixTest {
    private static final Path TEMPLATE = Path.of("..", "template.yaml");
    private static final String LONGEST_REGION = "ap-southeast-7";

    @Test
    void anotherPrefix_leavesNoNameThatBeginsWithTheUsualOne() throws IOException {
        List<String> texts = texts("other");
        assertThat(texts).filteredOn(text -> text.contains("segmenta-"))
                .allMatch(text -> text.matches("functions/\\w+/target/segmenta-\\w+-function\\.zip")
                        || text.contains("segmenta-serving"));
        assertThat(texts).contains("other-000000000000-us-east-1", "other-training", "/aws/lambda/other-inference",
                "arn:aws:sagemaker:us-east-1:000000000000:endpoint/other-*", "other-");
    }

    @Test
    void usualPrefix_leavesEveryNameAsItAlwaysWas() throws IOException {
        SystemPlan plan = TemplateReader.read(TEMPLATE, Map.of(), "us-east-1");
        assertThat(plan.buckets()).extracting(Bucket::name).containsExactly("segmenta-000000000000-us-east-1");
        assertThat(plan.functions()).extracting(FunctionPlan::name).containsExactlyInAnyOrder("segmenta-migration",
                "segmenta-training", "segmenta-registration", "segmenta-deployment", "segmenta-inference",
                "segmenta-api", "segmenta-scoring", "segmenta-monitoring", "segmenta-privacy", "segmenta-repetition");
        assertThat(texts("segmenta")).contains("/aws/lambda/segmenta-training",
                "arn:aws:logs:us-east-1:000000000000:log-group:/aws/sagemaker/Endpoints/segmenta-*", "segmenta-",
                "/aws/vendedlogs/segmenta-http-api", "segmenta");
    }

    @Test
    void longestPrefix_leavesTheBucketWithin63Characters() throws IOException {
        SystemPlan plan = TemplateReader.read(TEMPLATE, Map.of("NamePrefix", "a2345678"), LONGEST_REGION);
        assertThat(plan.buckets().getFirst().name()).isEqualTo("a2345678-000000000000-" + LONGEST_REGION)
                .hasSizeLessThanOrEqualTo(63);
    }

    /** CloudFormation refuses what the functions would. */
    @ParameterizedTest
    @CsvSource({"segmenta", "a", "a2345678", "''", "a23456789", "2a", "Seg", "seg-a"})
    void prefix_isTakenByTheTemplateWhenTheFunctionsTakeIt(String prefix) throws IOException {
        String pattern = String.valueOf(Evaluator.member(Evaluator.member(document(), "Parameters"), "NamePrefix")
                .get("AllowedPattern"));
        boolean taken;
        try {
            taken = !new SageMakerNames(prefix).prefix().isEmpty();
        } catch (IllegalArgumentException refused) {
            taken = false;
        }
        assertThat(prefix.matches(pattern)).isEqualTo(taken);
    }

    private static Map<String, Object> document() throws IOException {
        return TemplateYaml.read(Files.readString(TEMPLATE));
    }

    /** Every text of every resource and of what all functions share, with the parameters put in. */
    private static List<String> texts(String prefix) throws IOException {
        Map<String, Object> document = document();
        Resources resources = new Resources(document,
                TemplateReader.values(document, Map.of("NamePrefix", prefix), "us-east-1"), "us-east-1");
        List<String> texts = new ArrayList<>();
        resources.types().keySet().forEach(id -> gather(resources.properties(id), texts));
        gather(resources.evaluator().settle(document.get("Globals")), texts);
        return texts;
    }

    private static void gather(Object value, List<String> texts) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(one -> gather(one, texts));
            case List<?> list -> list.forEach(one -> gather(one, texts));
            case String text -> texts.add(text);
            case null, default -> {
                // Numbers and truth values are no names.
            }
        }
    }
}
