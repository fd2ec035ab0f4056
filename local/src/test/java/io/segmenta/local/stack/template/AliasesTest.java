package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An alias of SAM stays on the old version when only a parameter has another value, unless it is told. */
class AliasesTest {
    @Test
    void everyAlias_movesOnWithTheRelease() throws IOException {
        Map<String, Object> document = TemplateYaml.read(Files.readString(Path.of("..", "template.yaml")));
        Resources resources = new Resources(document,
                TemplateReader.values(document, Map.of("Release", "another"), "us-east-1"), "us-east-1");
        List<String> aliased = resources.types().entrySet().stream()
                .filter(entry -> entry.getValue().equals("AWS::Serverless::Function")).map(Map.Entry::getKey)
                .filter(id -> resources.properties(id).containsKey("AutoPublishAlias")).toList();
        assertThat(aliased).isNotEmpty().allSatisfy(
                id -> assertThat(resources.properties(id)).containsEntry("AutoPublishCodeSha256", "another"));
    }
}
