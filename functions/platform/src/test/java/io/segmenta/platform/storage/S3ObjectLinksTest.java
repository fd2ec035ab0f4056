package io.segmenta.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3ObjectLinksTest {
    private static URI link(Map<String, String> further) {
        Map<String, String> variables = new HashMap<>(
                Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "secret"));
        variables.putAll(further);
        return new S3ObjectLinks(Aws.of(new Environment(variables)), "bucket").link("runs/d/r/plots/e lbow.svg",
                Duration.ofMinutes(5), "elbow.svg");
    }

    @Test
    void link_namesTheObjectTheTimeAndTheFile() {
        URI link = link(Map.of());
        assertThat(link.getHost()).isEqualTo("bucket.s3.eu-west-1.amazonaws.com");
        assertThat(link.getPath()).isEqualTo("/runs/d/r/plots/e lbow.svg");
        assertThat(link.getQuery()).contains("X-Amz-Expires=300", "X-Amz-Credential=AKIAEXAMPLE/", "X-Amz-Signature=",
                "response-content-disposition=attachment; filename=\"elbow.svg\"");
    }

    @Test
    void link_elsewhereThanAtAws_hasTheBucketInItsPath() {
        URI link = link(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"));
        assertThat(link.getAuthority()).isEqualTo("127.0.0.1:4566");
        assertThat(link.getPath()).isEqualTo("/bucket/runs/d/r/plots/e lbow.svg");
    }
}
