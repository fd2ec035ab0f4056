package io.segmenta.platform.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.Environment;
import io.segmenta.platform.StubService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretKeysTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Environment NAMED = new Environment(Map.of("SEGMENTA_ID_KEY_SECRET", "arn:key"));

    private final List<String> asked = new ArrayList<>();

    private StubService secret(String document) {
        return new StubService(exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + ' '
                    + Json.parse(exchange.getRequestBody().readAllBytes(), "request").string("SecretId"));
            StubService.reply(exchange, 200, Json.write(Map.of("SecretString", document)));
        });
    }

    @Test
    void keys_areReadOnceAndKept_untilTheyAreForgotten() throws IOException {
        try (StubService service = secret("{\"version\":1,\"key\":\"" + KEY + "\"}")) {
            SecretKeys keys = new SecretKeys(NAMED, service.aws());
            assertThat(keys.keys().hash("a")).isEqualTo(TenantKeys.of(KEY).hash("a"));
            assertThat(keys.keys()).isSameAs(keys.keys());
            assertThat(asked).containsExactly("secretsmanager.GetSecretValue arn:key");
            keys.forget();
            assertThat(keys.keys().version()).isEqualTo(1);
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void keys_thatCannotBeUsed_areAFailureThatDoesNotTellThem() {
        try (StubService service = secret("{\"version\":1,\"key\":\"short-secret\"}")) {
            assertThatThrownBy(() -> new SecretKeys(NAMED, service.aws()).keys()).isInstanceOf(IOException.class)
                    .hasMessageContaining("at least 32 characters").message().doesNotContain("short-secret");
        }
    }
}
