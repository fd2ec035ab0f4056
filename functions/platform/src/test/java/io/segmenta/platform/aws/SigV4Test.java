package io.segmenta.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The vectors are AWS's own: its Signature Version 4 test suite, and the examples of the Amazon S3 API reference. */
class SigV4Test {

    private static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final Instant S3_TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final Credentials SUITE = new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            Optional.empty());
    private static final Credentials S3 = new Credentials("AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty());

    private static SortedMap<String, String> suite(String method, String path, Credentials credentials) {
        return new SigV4("us-east-1", "service").sign(method, URI.create("https://example.amazonaws.com" + path),
                Map.of(), HttpBody.NONE.sha256(), credentials, SUITE_TIME);
    }

    private static String s3(String method, String path, Map<String, String> headers, String body) {
        return new SigV4("us-east-1", "s3").sign(method, URI.create("https://examplebucket.s3.amazonaws.com" + path),
                headers, HttpBody.of(body.getBytes(StandardCharsets.UTF_8)).sha256(), S3, S3_TIME).get("authorization");
    }

    @Test
    void sign_suiteGetVanilla_givesPublishedAuthorization() {
        assertThat(suite("GET", "/", SUITE)).containsEntry("x-amz-date", "20150830T123600Z").containsEntry(
                "authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=host;x-amz-date, "
                        + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void sign_suiteGetVanillaQueryOrderKeyCase_sortsParameters() {
        assertThat(suite("GET", "/?Param2=value2&Param1=value1", SUITE).get("authorization"))
                .endsWith("Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    }

    @Test
    void sign_suiteGetVanillaWithSessionToken_signsToken() {
        Credentials withToken = new Credentials(SUITE.accessKeyId(), SUITE.secretAccessKey(),
                Optional.of("6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"));

        assertThat(suite("GET", "/", withToken).get("authorization")).contains("host;x-amz-date;x-amz-security-token")
                .endsWith("Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
    }

    @Test
    void sign_suiteGetUtf8_encodesThePathAsItIsSent() {
        assertThat(suite("GET", "/\u1234", SUITE).get("authorization"))
                .endsWith("Signature=8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
    }

    @Test
    void sign_otherDaysAndSecrets_areSignedAsByASignerOfTheirOwn() {
        SigV4 signer = new SigV4("us-east-1", "service");
        URI uri = URI.create("https://example.amazonaws.com/");
        for (Instant at : List.of(SUITE_TIME, SUITE_TIME.plus(Duration.ofDays(1)), SUITE_TIME)) {
            for (Credentials credentials : List.of(SUITE, S3, SUITE)) {
                assertThat(signer.sign("GET", uri, Map.of(), HttpBody.NONE.sha256(), credentials, at))
                        .isEqualTo(new SigV4("us-east-1", "service").sign("GET", uri, Map.of(),
                                HttpBody.NONE.sha256(), credentials, at));
            }
        }
    }

    @Test
    void sign_s3GetObjectExample_givesPublishedSignature() {
        assertThat(s3("GET", "/test.txt", Map.of("range", "bytes=0-9"), ""))
                .contains("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date")
                .endsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void sign_s3PutObjectExample_hashesBodyAndEncodesPathOnce() {
        Map<String, String> headers = Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class",
                "REDUCED_REDUNDANCY");

        assertThat(s3("PUT", '/' + SigV4.encode("test$file.text", true), headers, "Welcome to Amazon S3."))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void sign_s3LifecycleExample_completesParameterWithoutValue() {
        assertThat(s3("GET", "/?lifecycle", Map.of(), ""))
                .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void sign_s3ListObjectsExample_givesPublishedSignature() {
        assertThat(s3("GET", "/?max-keys=2&prefix=J", Map.of(), ""))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void presign_s3GetObjectExample_givesPublishedAddress() {
        URI address = new SigV4("us-east-1", "s3").presign("GET",
                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"), Duration.ofDays(1), S3, S3_TIME);

        assertThat(address).hasToString("https://examplebucket.s3.amazonaws.com/test.txt"
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void credentials_asText_hideTheSecret() {
        assertThat(S3.toString()).contains("AKIAIOSFODNN7EXAMPLE").doesNotContain("wJalr");
    }
}
