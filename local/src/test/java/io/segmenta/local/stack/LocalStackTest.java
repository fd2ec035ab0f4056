package io.segmenta.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalStackTest {

    @TempDir
    Path folder;

    @Test
    void restart_keepsObjectsAndRows() throws Exception {
        StackOptions options = new StackOptions(folder.resolve("state"), Path.of(".."), 0, 0);
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        List<String> created = Collections.synchronizedList(new ArrayList<>());
        StackListener listener = new StackListener() {
            @Override
            public void objectCreated(String bucket, String key, long size) {
                created.add(key + " " + size);
            }
        };
        try (LocalStack stack = LocalStack.start(options, listener); S3Client s3 = s3(stack, "test")) {
            assertThat(StackState.running(options.stateDir())).contains(stack.state());
            s3.putObject(b -> b.bucket(stack.bucket()).key("data/kunden/ä b+c.csv"), RequestBody.fromBytes(large));
            execute(stack, "CREATE TABLE t (n integer)");
            execute(stack, "INSERT INTO t VALUES (42)");
            assertThatThrownBy(() -> LocalStack.start(options)).isInstanceOf(IOException.class)
                    .hasMessageContaining("another stack");
        }
        assertThat(created).containsExactly("data/kunden/ä b+c.csv " + large.length);
        assertThat(StackState.running(options.stateDir())).isEmpty();
        try (LocalStack stack = LocalStack.start(options); S3Client s3 = s3(stack, "test")) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket(stack.bucket()).key("data/kunden/ä b+c.csv")).asByteArray())
                    .isEqualTo(large);
            try (Connection connection = connect(stack);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
            try (S3Client stranger = s3(stack, "wrong")) {
                assertThatThrownBy(() -> stranger.listObjectsV2(b -> b.bucket(stack.bucket())))
                        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }

    private static S3Client s3(LocalStack stack, String secret) {
        return S3Client.builder().endpointOverride(URI.create(stack.endpoint())).region(Region.of(LocalStack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", secret)))
                .build();
    }

    private static Connection connect(LocalStack stack) throws SQLException {
        return DriverManager.getConnection(stack.databaseUrl(), stack.state().databaseUser(),
                stack.state().databasePassword());
    }

    private static void execute(LocalStack stack, String sql) throws SQLException {
        try (Connection connection = connect(stack); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
