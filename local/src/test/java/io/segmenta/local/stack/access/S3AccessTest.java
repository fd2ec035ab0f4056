package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.http.LoopbackServer;
import io.segmenta.local.stack.http.LoopbackServer.Limits;
import io.segmenta.local.stack.http.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests to S3 and what they ask for, by the page "Required permissions for Amazon S3 API operations" of S3's user
 * guide; what reaches S3 is answered with 200.
 */
class S3AccessTest {

    @TempDir
    Path folder;

    private Path log;
    private AccessKey key;
    private AccessKey ofReader;
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        Role everything = RoleTest.role(RoleTest.allow("*", "*"));
        Role reader = RoleTest.role(RoleTest.allow("s3:GetObject", "*"));
        Policies policies = new Policies(Map.of(),
                Map.of("F", new Principal(everything, "f"), "G", new Principal(reader, "g")), List.of());
        log = folder.resolve("log.jsonl");
        Guard guard = new Guard(policies, new AccessLog(Optional.of(log)), AccessKey.draw());
        key = guard.ofFunction("F");
        ofReader = guard.ofFunction("G");
        S3Access access = new S3Access(guard, (bucket, name) -> !name.endsWith("absent"));
        server = LoopbackServer.start(0, new Limits(8192, Duration.ofMinutes(1), Duration.ofMinutes(1)), exchange -> {
            if (access.admits(exchange)) {
                exchange.send(200, null, new byte[0]);
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String line, String headers) {
        return Wire.ask(server.port(),
                line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    }

    private static String signed(AccessKey key) {
        return "Authorization: AWS4-HMAC-SHA256 Credential=" + key.id() + "/20261129/us-east-1/s3/aws4_request, "
                + "SignedHeaders=host, Signature=" + "0".repeat(64) + "\r\n";
    }

    /** What was asked for: actions with what they are about, and the condition keys but those that every one has. */
    private String asked() throws IOException {
        return AccessLog.read(log).stream().map(AccessLog.Entry::request)
                .map(request -> request.action().replace("s3:", "") + " "
                        + request.resource().replace("arn:aws:s3:::", "")
                        + request.context().entrySet().stream()
                                .filter(entry -> !List.of("aws:SecureTransport", "s3:TlsVersion")
                                        .contains(entry.getKey()))
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> " " + entry.getKey().replace("s3:", "") + "=" + entry.getValue())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    GET /b/runs/a%20b.csv                    |                         | GetObject b/runs/a b.csv
                    GET /b/a?x-id=GetObject                  |                         | GetObject b/a
                    GET /b/a?versionId=1                     |                         | GetObjectVersion b/a
                    HEAD /b/a                                |                         | GetObject b/a
                    HEAD /b/a?versionId=1                    |                         | GetObjectVersion b/a
                    GET /b/absent                            |                         | GetObject b/absent, ListBucket b
                    HEAD /b/absent?versionId=1               |                         | GetObjectVersion b/absent, ListBucket b
                    PUT /b/a                                 |                         | PutObject b/a ObjectCreationOperation=true
                    PUT /b/a                                 | If-None-Match: *        | PutObject b/a ObjectCreationOperation=true if-none-match=*
                    PUT /b/a?partNumber=1                    |                         | PutObject b/a ObjectCreationOperation=true
                    PUT /b/a?partNumber=1&uploadId=u         |                         | PutObject b/a ObjectCreationOperation=false
                    POST /b/a?uploads                        |                         | PutObject b/a ObjectCreationOperation=false
                    POST /b/a?uploadId=u                     | If-None-Match: *        | PutObject b/a ObjectCreationOperation=true if-none-match=*
                    DELETE /b/a?uploadId=u                   |                         | AbortMultipartUpload b/a
                    GET /b/a?uploadId=u                      |                         | ListMultipartUploadParts b/a
                    PUT /b/a                                 | x-amz-copy-source: /c/d%20e | PutObject b/a ObjectCreationOperation=true, GetObject c/d e
                    PUT /b/a                                 | x-amz-copy-source: c/d?versionId=1 | PutObject b/a ObjectCreationOperation=true, GetObjectVersion c/d
                    PUT /b/a                                 | x-amz-tagging: a=b      | PutObject b/a ObjectCreationOperation=true, PutObjectTagging b/a
                    PUT /b/a                                 | x-amz-acl: public-read  | PutObject b/a ObjectCreationOperation=true, PutObjectAcl b/a
                    DELETE /b/a                              |                         | DeleteObject b/a
                    DELETE /b/a?versionId=1                  |                         | DeleteObjectVersion b/a
                    GET /b/a?acl                             |                         | GET?acl b/a
                    GET /b?list-type=2&prefix=live%2F        |                         | ListBucket b prefix=live/
                    GET /b?list-type=2                       |                         | ListBucket b
                    GET /b/?prefix=                          |                         | ListBucket b prefix=
                    HEAD /b                                  |                         | ListBucket b
                    GET /b?versions&prefix=a                 |                         | ListBucketVersions b prefix=a
                    GET /b?uploads                           |                         | ListBucketMultipartUploads b
                    GET /b?policy                            |                         | GET?policy b
                    PUT /b                                   |                         | CreateBucket b
                    POST /b?delete                           |                         | POST?delete b
                    GET /                                    |                         | ListAllMyBuckets *
                    """)
    void request_asksFor(String line, String header, String expected) throws IOException {
        assertThat(ask(line, signed(key) + (header == null ? "" : header + "\r\n"))).startsWith("HTTP/1.1 200 ");
        assertThat(asked()).isEqualTo(expected);
    }

    @Test
    void absentObject_forWhoMayNotList_isForbidden() {
        assertThat(ask("GET /b/a", signed(ofReader))).startsWith("HTTP/1.1 200 ");
        assertThat(ask("GET /b/absent", signed(ofReader))).startsWith("HTTP/1.1 403 ")
                .contains("assumed-role/R/g is not authorized to perform: s3:ListBucket on resource: "
                        + "&quot;arn:aws:s3:::b&quot; because");
    }

    @Test
    void request_signedAhead_asksForTheSame() throws IOException {
        assertThat(ask("GET /b/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + key.id()
                + "%2F20261129%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=0", "")).startsWith("HTTP/1.1 200 ");
        assertThat(asked()).isEqualTo("GetObject b/a");
    }

    @Test
    void request_whoseSignerCannotBeTold_isRefused() throws IOException {
        for (String headers : List.of("", "Authorization: AWS " + key.id() + ":x\r\n",
                signed(key).replace("Credential=",
                        "Credential=other/20261129/us-east-1/s3/aws4_request, Credential="))) {
            assertThat(ask("PUT /b/a", headers)).startsWith("HTTP/1.1 403 ")
                    .contains("<Error><Code>AccessDenied</Code>");
        }
        assertThat(ask("PUT /b/../a", signed(key))).startsWith("HTTP/1.1 403 ");
        assertThat(ask("GET /b/a?versionId=1&versionId=2", signed(key))).startsWith("HTTP/1.1 403 ");
        assertThat(log).doesNotExist();
    }
}
