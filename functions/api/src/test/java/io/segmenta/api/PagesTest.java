package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final World WORLD = new World("pages");
    private static final Contract CONTRACT = Contract.read();
    private static final Client CLIENT = client(SignIn.Kind.NONE);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self' https://s3.example%s; form-action 'none'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    private static Client client(SignIn.Kind kind) {
        SignIn signIn = new SignIn(kind, RoleMap.of(""), "cognito:groups");
        return new Client(WORLD.routes(signIn), signIn, CONTRACT);
    }

    private static String unpacked(Client.Got got) throws IOException {
        assertThat(got.base64()).isTrue();
        try (GZIPInputStream in = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(got.body())))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/d/loyalty-members/segments", "/d/loyalty-members/segments?version=3&segment=s-1",
            "/index.html", "/healthy", "/documents"})
    void everyAddressWithoutEnding_isTheFirstPage(String target) {
        Client.Got got = CLIENT.get(target);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).contains("<title>Segmenta</title>");
        assertThat(got.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(got.header("cache-control")).isEqualTo("no-cache");
        assertThat(got.header("content-security-policy")).isEqualTo(POLICY.formatted(""));
        assertThat(got.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(got.header("cross-origin-opener-policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @CsvSource({"app.3f9ac01b.js, text/javascript; charset=utf-8, 'public, immutable, max-age=31536000'",
            "inter.8d1c20aa.woff2, font/woff2, 'public, immutable, max-age=31536000'",
            "third-party.txt, text/plain; charset=utf-8, no-cache"})
    void file_isKeptForEverWhenItsNameTellsItsContent(String name, String type, String kept) {
        Client.Got got = CLIENT.get("/" + name);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("content-type")).isEqualTo(type);
        assertThat(got.header("cache-control")).isEqualTo(kept);
        assertThat(CLIENT.get("/" + name, "If-None-Match", got.header("etag")).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/pages.txt", "/../openapi.yaml", "/..", "/.hidden.js", "/a//b.js", "/x.yaml",
            "/../pages/index.html", "/io/segmenta/api/Pages.class"})
    void whatIsNoFileOfTheDashboard_is404(String path) {
        Client.Got got = CLIENT.get(path);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.json().path("type").asText()).isEqualTo("urn:segmenta:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v2/datasets", "/api/v1/nothing", "/predict", "/predict/batch",
            "/health", "/docs/else/where"})
    void unknownPathOfAnApi_isNoPage(String path) {
        assertThat(CLIENT.get(path).status()).isEqualTo(404);
        assertThat(CLIENT.get(path).json().path("status").asInt()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"gzip, true", "'br, gzip;q=0.5', true", "'GZIP', true", "'br, gzip; q=0', false", "gzip;q=0.0, false",
            "x-gzip, false", "identity, false"})
    void text_isPackedForThoseWhoTakeIt(String accepted, boolean packed) throws IOException {
        Client.Got got = CLIENT.get("/", "Accept-Encoding", accepted);
        assertThat(got.header("vary")).isEqualTo("accept-encoding");
        assertThat(got.headers().containsKey("content-encoding")).isEqualTo(packed);
        assertThat(packed ? unpacked(got) : got.body()).contains("<title>Segmenta</title>");
        assertThat(got.header("etag").equals(CLIENT.get("/").header("etag"))).isEqualTo(!packed);
    }

    @Test
    void font_isNotPackedAgain() {
        Client.Got got = CLIENT.get("/inter.8d1c20aa.woff2", "Accept-Encoding", "gzip");
        assertThat(got.headers()).doesNotContainKey("content-encoding");
        assertThat(Base64.getDecoder().decode(got.body())).isEqualTo("wOF2".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void head_isAnsweredWithTheHeadersAlone() {
        Client.Got got = CLIENT.send("HEAD", "/d/x", Map.of(), "", event -> {});
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEmpty();
        assertThat(got.header("etag")).isEqualTo(CLIENT.get("/d/x").header("etag"));
    }

    @Test
    void otherMethods_areRefused() {
        Client.Got got = CLIENT.post("/d/x", Map.of(), "{}");
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void config_namesHowOneSignsIn_andNoSecret() {
        assertThat(CLIENT.get("/config.json").body()).isEqualTo("{\"sign_in\":\"none\"}");
        Client.Got tokens = client(SignIn.Kind.JWT).get("/config.json");
        assertThat(tokens.body()).isEqualTo(
                "{\"sign_in\":\"jwt\",\"issuer\":\"https://id.example/pool\",\"client_id\":\"dashboard\"}");
        assertThat(tokens.header("cache-control")).isEqualTo("no-cache");
        assertThat(tokens.header("content-security-policy")).as("pages may ask the issuer too")
                .isEqualTo(POLICY.formatted(" https://id.example"));
    }

    @Test
    void signedRequests_haveNoDashboardAndSayWhy() {
        for (String path : new String[] {"/", "/config.json", "/app.3f9ac01b.js"}) {
            Client.Got got = client(SignIn.Kind.IAM).get(path);
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.json().path("type").asText()).isEqualTo("urn:segmenta:problem:no-dashboard");
            assertThat(got.json().path("detail").asText()).contains("SignIn=JWT");
        }
    }
}
