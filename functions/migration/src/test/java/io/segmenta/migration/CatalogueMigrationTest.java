package io.segmenta.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.Environment;
import io.segmenta.platform.Json;
import io.segmenta.platform.StubService;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.Migrations;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.catalogue.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL whose users two secrets name: its owner, and the one that the functions sign in as. */
class CatalogueMigrationTest {
    private static final String DATABASE = "migrated";

    @Test
    void databaseOfOnesOwn_getsTheTablesOnceAndItsFunctionsTheirRights() throws SQLException {
        ConnectionSource owner = TestDatabase.empty(DATABASE);
        try (Connection connection = owner.open(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE functions LOGIN");
        }
        try (StubService secrets = new StubService(exchange -> {
            String user = Json.parse(exchange.getRequestBody()).path("SecretId").asText();
            StubService.reply(exchange, 200, Json.bytes(Json.object().put("SecretString",
                    Json.text(Json.object().put("username", user).put("password", "p")))));
        })) {
            Environment environment = environment(secrets);
            Migration migration = new CatalogueMigration(environment);
            assertThat(migration.migrate(List.of())).isEqualTo(Migrations.version());
            assertThat(migration.migrate(List.of())).isZero();
            assertThat(SqlCatalogue.of(environment).datasets()).as("read by the functions' user").isEmpty();
        }
    }

    private static Environment environment(StubService secrets) {
        return new Environment(Map.of("SEGMENTA_DATABASE_URL", TestDatabase.url(DATABASE), "SEGMENTA_MIGRATION_SECRET",
                "postgres", "SEGMENTA_DATABASE_SECRET", "functions", "AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL",
                secrets.address(), "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
    }
}
