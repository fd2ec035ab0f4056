package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.StubService;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class SecretConnectionSourceTest {
    private static final String URL = url();

    private static String url() {
        ConnectionSource owner = TestDatabase.empty("secrets");
        Database database = new Database(owner);
        Sql.define(database, "CREATE ROLE before LOGIN");
        Sql.define(database, "CREATE ROLE after LOGIN");
        return TestDatabase.url("secrets");
    }

    private final Deque<Login> secret = new ArrayDeque<>();
    private int reads;

    private SecretConnectionSource source() {
        return new SecretConnectionSource(URL, () -> {
            reads++;
            return secret.size() > 1 ? secret.pop() : secret.getFirst();
        });
    }

    @Test
    void secret_isReadOnceForManyConnections() throws SQLException {
        secret.add(new Login("before", "p"));
        SecretConnectionSource source = source();
        for (int i = 0; i < 3; i++) {
            assertThat(userOf(source)).isEqualTo("before");
        }
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void rotatedUser_isReadAgainWhenTheServerRefusesTheOldOne() throws SQLException {
        secret.add(new Login("before", "p"));
        secret.add(new Login("after", "q"));
        SecretConnectionSource source = source();
        assertThat(userOf(source)).isEqualTo("before");
        Sql.define(new Database(TestDatabase.as("postgres", "secrets")), "ALTER ROLE before NOLOGIN");
        try {
            assertThat(userOf(source)).isEqualTo("after");
            assertThat(userOf(source)).isEqualTo("after");
        } finally {
            Sql.define(new Database(TestDatabase.as("postgres", "secrets")), "ALTER ROLE before LOGIN");
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void userThatIsRefusedAfterReadingToo_isAFaultThatSaysSo() throws SQLException {
        secret.add(new Login("nobody", "p"));
        SecretConnectionSource source = source();
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(source::open).isInstanceOf(SQLException.class).hasMessageContaining("nobody")
                    .hasMessageNotContaining("\"p\"");
            assertThat(reads).isEqualTo(attempt);
        }
    }

    @Test
    void secretThatCannotBeRead_isAFaultOfTheConnection() {
        SecretConnectionSource source = new SecretConnectionSource(URL, () -> {
            throw SdkClientException.create("access denied");
        });
        assertThatThrownBy(source::open).isInstanceOf(SQLException.class)
                .hasMessage("the secret of the database cannot be read: access denied");
    }

    @Test
    void secret_isAskedOfSecretsManagerByItsName() {
        List<String> asked = new ArrayList<>();
        try (StubService service = new StubService(exchange -> {
            JsonNode body = Json.parse(exchange.getRequestBody());
            asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + body.path("SecretId").asText());
            StubService.reply(exchange, 200, """
                    {"ARN": "arn", "Name": "s", "SecretString": "{\\"username\\": \\"u\\", \\"password\\": \\"p\\"}"}"""
                    .getBytes(StandardCharsets.UTF_8));
        })) {
            Login login = new Secrets(service.aws()).login("arn:s");
            assertThat(login).isEqualTo(new Login("u", "p"));
            assertThat(login.toString()).isEqualTo("u");
        }
        assertThat(asked).containsExactly("secretsmanager.GetSecretValue arn:s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\": \"u\"}", "{\"password\": \"hidden\"}", "hidden", "[]",
            "{\"username\": \"\", \"password\": \"hidden\"}"})
    void secretOfAnotherForm_isRefusedWithoutTellingWhatIsInIt(String text) {
        assertThatThrownBy(() -> Login.of("s", text)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the secret s is no JSON object with a ").hasMessageNotContaining("hidden")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';',
            textBlock = """
                    jdbc:postgresql://db.example.com/d                                        ; got no sslmode
                    jdbc:postgresql://db.example.com/d?sslmode=require                        ; got sslmode=require
                    jdbc:postgresql://db.example.com/d?sslmode=verify-ca                      ; got sslmode=verify-ca
                    jdbc:postgresql://127.0.0.1,db.example.com/d                              ; got no sslmode
                    jdbc:postgresql://127.0.0.1.example.com/d                                 ; got no sslmode
                    jdbc:postgresql://db.example.com/d?ssl=true                               ; got no sslmode
                    jdbc:postgresql://db.example.com/d?sslmode=verify-full&sslfactory=org.postgresql.ssl.NonValidatingFactory ; may verify nothing
                    jdbc:postgresql://db.example.com/d?sslmode=verify-full&sslhostnameverifier=x.Y ; sslhostnameverifier
                    jdbc:postgresql://127.0.0.1/d?user=me                                     ; belong into the secret
                    jdbc:postgresql://db.example.com/d?sslmode=verify-full&password=hidden    ; belong into the secret
                    jdbc:mysql://127.0.0.1/d                                                  ; no address of PostgreSQL
                    """)
    void address_thatLetsOthersReadOrAnswer_isRefused(String url, String complaint) {
        assertThatThrownBy(() -> DatabaseAddress.check(url)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(complaint).hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost/d", "jdbc:postgresql://127.0.0.1:5433/d",
            "jdbc:postgresql://[::1]/d", "jdbc:postgresql://db.example.com/d?sslmode=verify-full",
            "jdbc:postgresql://db.example.com/d?sslmode=verify-full&sslrootcert=/opt/ca.pem"})
    void address_verifiedOrOfThisMachine_isTaken(String url) {
        assertThatCode(() -> DatabaseAddress.check(url)).doesNotThrowAnyException();
        assertThat(DatabaseAddress.check(url).containsKey("sslfactory"))
                .isEqualTo(url.endsWith("verify-full"));
    }

    private static String userOf(ConnectionSource source) throws SQLException {
        try (Connection connection = source.open()) {
            return connection.getMetaData().getUserName();
        }
    }
}
