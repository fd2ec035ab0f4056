package io.segmenta.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.RecordedExchange;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong requests and answers, each with the finding that names it, and right ones without. */
class WireContractTest {
    private static final String SCOPE = "AWS4-HMAC-SHA256 Credential=key/20261129/us-east-1/%s/aws4_request, "
            + "SignedHeaders=host, Signature=00";
    private static final String ENDPOINT = "{\"EndpointName\":\"segmenta-shop\",\"EndpointArn\":\"arn\","
            + "\"EndpointStatus\":\"InService\",\"CreationTime\":1764378000.5,\"LastModifiedTime\":1764378000}";
    private static final String LISTING = "<?xml version=\"1.0\"?><ListBucketResult><Name>bucket</Name>"
            + "<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated><Contents><Key>data/shop/a.csv</Key>"
            + "<LastModified>2026-11-29T01:00:00.000Z</LastModified><Size>17</Size>"
            + "<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>";

    @Test
    void jsonAnswer_asTheModelHasIt_nothingIsFound() {
        assertThat(WireContract.check(describe(ENDPOINT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "\"EndpointArn\"|\"EndpointArm\"|DescribeEndpointResponse has no member EndpointArm",
            "\"EndpointArn\"|\"EndpointArm\"|DescribeEndpointResponse needs its member EndpointArn",
            "InService|Ready|answer.EndpointStatus: \"Ready\" is no word of DescribeEndpointResponse.EndpointStatus",
            "1764378000.5|\"2025-11-29T01:00:00Z\"|\"2025-11-29T01:00:00Z\" is no INSTANT",
            "\"arn\"|17|answer.EndpointArn: \"17\" is no STRING",
            "\"arn\"|null|answer.EndpointArn: \"null\" is no STRING"})
    void jsonAnswer_oneThingWrong_isNamedWithItsPlace(String right, String wrong, String finding) {
        assertThat(WireContract.check(describe(ENDPOINT.replace(right, wrong))))
                .anyMatch(found -> found.startsWith("sagemaker.DescribeEndpoint, ") && found.contains(finding));
    }

    @Test
    void jsonAnswer_wrongWithinAList_isNamedWithItsPlace() {
        RecordedExchange exchange = sageMaker("ListModelPackages", "{}", 200,
                "{\"ModelPackageSummaryList\":[{\"ModelPackageArn\":\"arn\",\"CreationTime\":1,"
                        + "\"ModelPackageStatus\":\"Completed\",\"ModelPackageVersion\":\"1\",\"Score\":2}]}");

        assertThat(WireContract.check(exchange)).containsExactlyInAnyOrder(
                "sagemaker.ListModelPackages, answer.ModelPackageSummaryList[0].ModelPackageVersion: \"1\" is no "
                        + "INTEGER as ModelPackageSummary.ModelPackageVersion",
                "sagemaker.ListModelPackages, answer.ModelPackageSummaryList[0]: ModelPackageSummary has no member "
                        + "Score");
    }

    @Test
    void jsonRequest_unknownMissingAndWrong_areNamed() {
        RecordedExchange exchange = sageMaker("CreateEndpointConfig",
                "{\"EndpointConfigNam\":\"a\",\"ProductionVariants\":[{\"ModelName\":\"m\","
                        + "\"InstanceType\":\"huge\"}]}",
                200, "{\"EndpointConfigArn\":\"arn\"}");

        assertThat(WireContract.check(exchange)).hasSize(4)
                .anyMatch(found -> found.contains("CreateEndpointConfigRequest has no member EndpointConfigNam"))
                .anyMatch(found -> found.contains("CreateEndpointConfigRequest needs its member EndpointConfigName"))
                .anyMatch(found -> found.contains("request.ProductionVariants[0]: ProductionVariant needs its member "
                        + "VariantName"))
                .anyMatch(found -> found.contains("\"huge\" is no word of ProductionVariant.InstanceType"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ValidationException|400|", "ResourceInUse|400|",
            "ResourceInUseException|400|is declared by none of", "Oops|400|is declared by none of",
            "ResourceLimitExceeded|409|has status 400, not 409"})
    void jsonError_isOneOfTheOperation_orNamed(String code, int status, String finding) {
        RecordedExchange exchange = sageMaker("CreateModelPackageGroup", "{\"ModelPackageGroupName\":\"a\"}", status,
                "{\"__type\":\"" + code + "\",\"message\":\"no\"}");

        if (finding == null && !code.equals("ResourceInUse")) {
            assertThat(WireContract.check(exchange)).isEmpty();
        } else {
            assertThat(WireContract.check(exchange)).hasSize(1).first().asString()
                    .contains(finding == null ? "declared by none of [ResourceLimitExceeded]" : finding);
        }
    }

    @Test
    void errorOfSageMakerRuntime_memberThatTheModelHasNot_isNamed() {
        String body = "{\"Message\":\"a\",\"OriginalMessage\":\"b\",\"OriginalStatusCode\":422,\"LogStreamArn\":\"\"}";
        assertThat(WireContract.check(invokeEndpoint(424, body))).isEmpty();
        assertThat(WireContract.check(invokeEndpoint(424, body.replace("LogStreamArn", "LogStream"))))
                .containsExactly("sagemakerruntime.InvokeEndpoint, error: ModelErrorException has no member LogStream");
        assertThat(WireContract.check(invokeEndpoint(500, body)))
                .containsExactly("sagemakerruntime.InvokeEndpoint, error: ModelError has status 424, not 500");
    }

    @Test
    void xmlAnswer_asTheModelHasIt_nothingIsFound() {
        assertThat(WireContract.check(list(LISTING))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "Name>|Bucket>|answer: ListObjectsV2Response has no member Bucket",
            "Size>|Length>|answer.Contents: S3Object has no member Length",
            "<Size>17|<Size>big|answer.Contents.Size: \"big\" is no LONG as S3Object.Size",
            "2026-11-29T01:00:00.000Z|1764378000|\"1764378000\" is no INSTANT as S3Object.LastModified",
            ">false<|>no<|answer.IsTruncated: \"no\" is no BOOLEAN",
            "STANDARD|SLOW|\"SLOW\" is no word of S3Object.StorageClass"})
    void xmlAnswer_oneThingWrong_isNamedWithItsPlace(String right, String wrong, String finding) {
        assertThat(WireContract.check(list(LISTING.replace(right, wrong)))).hasSize(1).first().asString()
                .startsWith("s3.ListObjectsV2, ").contains(finding);
    }

    @Test
    void xmlError_codeOrMemberThatS3HasNot_isNamed() {
        assertThat(WireContract.check(s3("GET", "/bucket/key", 404, "<Error><Code>NoSuchKey</Code></Error>")))
                .isEmpty();
        assertThat(WireContract.check(s3("GET", "/bucket/key", 404, "<Error><Code>Gone</Code><Why/></Error>")))
                .containsExactly("s3.GetObject, error: has no member Why",
                        "s3.GetObject, error: \"Gone\" is no error of S3");
    }

    @ParameterizedTest
    @CsvSource({"PUT,/bucket/key,,s3.PutObject", "PUT,/bucket/key,x-amz-copy-source,s3.CopyObject",
            "PUT,/bucket/key?partNumber=1&uploadId=a,,s3.UploadPart",
            "POST,/bucket/key?uploads,,s3.CreateMultipartUpload",
            "POST,/bucket/key?uploadId=a,,s3.CompleteMultipartUpload", "GET,/bucket?list-type=2,,s3.ListObjectsV2",
            "GET,/bucket?prefix=a,,s3.ListObjects", "GET,/,,s3.ListBuckets", "HEAD,/bucket,,s3.HeadBucket",
            "GET,/bucket/a/b%2Fc,,s3.GetObject", "POST,/bucket?delete,,s3.DeleteObjects"})
    void requestOfS3_isTheOperationOfItsMethodPathAndQuery(String method, String target, String header,
            String operation) {
        Map<String, String> headers = new HashMap<>(Map.of("authorization", SCOPE.formatted("s3")));
        if (header != null) {
            headers.put(header, "bucket/other");
        }
        assertThat(WireContract.operation(new RecordedExchange(method, target, headers, "", 200, Map.of(), "")))
                .contains(operation);
    }

    @Test
    void headersAndParameters_thatTheOperationHasNot_areNamed() {
        RecordedExchange exchange = new RecordedExchange("PUT", "/bucket/key?colour=red",
                Map.of("authorization", SCOPE.formatted("s3"), "x-amz-wish", "1", "x-amz-meta-anything", "2",
                        "x-amz-storage-class", "SLOW"),
                "bytes", 200, Map.of("etag", "\"a\"", "x-amz-mood", "good"), "");

        assertThat(WireContract.check(exchange)).containsExactlyInAnyOrder(
                "s3.PutObject, request: PutObjectRequest has no header x-amz-wish",
                "s3.PutObject, request: PutObjectRequest has no parameter colour",
                "s3.PutObject, answer: PutObjectResponse has no header x-amz-mood",
                WireContract.check(exchange).stream().filter(found -> found.contains("\"SLOW\" is no word of"))
                        .findFirst().orElseThrow());
    }

    @Test
    void whatBrowsersAdd_isNoFinding_norTheirQuestionBefore() {
        Map<String, String> asked = Map.of("authorization", SCOPE.formatted("s3"), "origin", "http://localhost:8080",
                "sec-fetch-mode", "cors");
        Map<String, String> told = Map.of("etag", "\"a\"", "access-control-allow-origin", "http://localhost:8080",
                "vary",
                "Origin");
        assertThat(WireContract.check(new RecordedExchange("PUT", "/bucket/key", asked, "bytes", 200, told, "")))
                .isEmpty();
        assertThat(WireContract.check(new RecordedExchange("OPTIONS", "/bucket/key", Map.of("origin",
                "http://localhost:8080", "access-control-request-method", "PUT"), "", 200, told, ""))).isEmpty();
    }

    @Test
    void request_ofNoOperation_isNamed() {
        assertThat(WireContract.check(sageMaker("MakeTea", "{}", 200, "{}")))
                .containsExactly("POST /, request: is no operation of sagemaker");
    }

    private static RecordedExchange describe(String answer) {
        return sageMaker("DescribeEndpoint", "{\"EndpointName\":\"segmenta-shop\"}", 200, answer);
    }

    private static RecordedExchange sageMaker(String operation, String request, int status, String answer) {
        return new RecordedExchange("POST", "/",
                Map.of("authorization", SCOPE.formatted("sagemaker"), "x-amz-target", "SageMaker." + operation),
                request, status, Map.of("content-type", "application/x-amz-json-1.1"), answer);
    }

    private static RecordedExchange invokeEndpoint(int status, String answer) {
        return new RecordedExchange("POST", "/endpoints/segmenta-shop/invocations",
                Map.of("authorization", SCOPE.formatted("sagemaker")), "{}", status,
                Map.of("x-amzn-errortype", "ModelError"), answer);
    }

    private static RecordedExchange list(String answer) {
        return s3("GET", "/bucket?list-type=2&prefix=data", 200, answer);
    }

    private static RecordedExchange s3(String method, String target, int status, String answer) {
        return new RecordedExchange(method, target, Map.of("authorization", SCOPE.formatted("s3")), "", status,
                Map.of("content-type", "application/xml"), answer);
    }
}
