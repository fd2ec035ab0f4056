package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SqlCatalogueTest extends CatalogueContract {
    /** As the functions sign in: whatever the contract asks for, they may do. */
    private static final ConnectionSource SHARED = forFunctions("contract");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final NewRun RUN = new NewRun(new UUID(1, 2), "d", "b", "data/d/x.csv", "v", 1, "h", "{}",
            "uploader");

    private static ConnectionSource forFunctions(String database) {
        ConnectionSource owner = TestDatabase.create(database);
        Sql.define(new Database(owner), "CREATE ROLE " + FunctionsRole.NAME + " LOGIN");
        FunctionsRole.grant(owner, FunctionsRole.NAME);
        return TestDatabase.as(FunctionsRole.NAME, database);
    }

    @Override
    Catalogue catalogue() {
        return new SqlCatalogue(SHARED);
    }

    /** The answers of the given number of callers, each with a connection of its own, all at once. */
    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<T>> futures = threads.invokeAll(Collections.nCopies(callers, call));
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @Test
    void migrations_byManyAtOnceAndAgain_areDoneOnce() throws Exception {
        ConnectionSource source = TestDatabase.empty("migrations");
        assertThat(atOnce(8, () -> Migrations.apply(source))).contains(Migrations.version());
        assertThat(Migrations.apply(source)).isZero();
        assertThat(new SqlCatalogue(source).datasets()).isEmpty();
        assertThat(Sql.query(new Database(source), row -> row.getInt(1),
                "SELECT version FROM segmenta.schema_migrations ORDER BY version"))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
                        25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45)
                .hasSize(Migrations.STEPS.size());
    }

    @Test
    void schemaOfAnEarlierProgram_isRefusedUntilItIsMigrated() {
        ConnectionSource empty = TestDatabase.empty("unmigrated");
        SqlCatalogue catalogue = new SqlCatalogue(empty);
        assertThatThrownBy(catalogue::datasets).isInstanceOf(CatalogueException.class).hasMessage(
                "the catalogue's schema is at step 0 and this program needs step 45; deploy the stack again, which "
                        + "migrates it");
        Migrations.apply(empty);
        Sql.update(new Database(empty), "DELETE FROM segmenta.schema_migrations WHERE version = 45");
        assertThatThrownBy(catalogue::datasets).hasMessageContaining("is at step 44");
        Migrations.apply(empty);
        Sql.update(new Database(empty),
                "INSERT INTO segmenta.schema_migrations (version, applied_at) VALUES (46, now())");
        assertThat(catalogue.datasets()).isEmpty();
    }

    @Test
    void functions_canNeitherDeleteNorChangeTables() {
        ConnectionSource owner = TestDatabase.create("rights");
        Database admin = new Database(owner);
        Sql.define(admin, "CREATE ROLE \"odd \"\"role\" LOGIN");
        FunctionsRole.grant(owner, "odd \"role");
        FunctionsRole.grant(owner, "odd \"role");
        Database functions = new Database(TestDatabase.as("odd \"role", "rights"));
        for (String forbidden : List.of("DELETE FROM segmenta.runs", "TRUNCATE segmenta.runs",
                "UPDATE segmenta.approvals SET comment = ''", "UPDATE segmenta.datasets SET name = ''",
                "DELETE FROM segmenta.audit", "UPDATE segmenta.audit SET actor = ''",
                "DELETE FROM segmenta.cancellations", "DELETE FROM segmenta.deleted_datasets",
                "UPDATE segmenta.deleted_datasets SET deleted_by = ''",
                "INSERT INTO segmenta.schema_migrations VALUES (99, now())", "DROP TABLE segmenta.runs",
                "ALTER TABLE segmenta.runs ADD COLUMN x text", "CREATE TABLE segmenta.x (n integer)",
                "CREATE TABLE public.x (n integer)", "CREATE ROLE x")) {
            assertThatThrownBy(() -> Sql.update(functions, forbidden)).as(forbidden)
                    .isInstanceOf(CatalogueException.class).hasMessageContaining("SQLSTATE 42501");
        }
    }

    @Test
    void migrations_stayInsideWhatDsqlAccepts() {
        assertThat(Migrations.STEPS).allSatisfy(step -> {
            assertThat(step).contains("IF NOT EXISTS").doesNotContain(";");
            assertThat(step).doesNotContainIgnoringCase("serial").doesNotContainIgnoringCase("references")
                    .doesNotContain("[]");
            assertThat(!step.contains("INDEX") || step.contains("INDEX ${async} IF")).isTrue();
        });
    }

    @Test
    void claim_byManyAtOnce_hasOneWinner() throws Exception {
        ConnectionSource source = TestDatabase.create("claims");
        AtomicInteger request = new AtomicInteger();
        List<Claim> claims = atOnce(8, () -> new SqlCatalogue(source).claim(RUN, "r" + request.incrementAndGet(), NOON,
                NOON.plusSeconds(60)));
        assertThat(claims).filteredOn(claim -> claim.outcome() == Claim.Outcome.CLAIMED).hasSize(1);
        assertThat(claims).filteredOn(claim -> claim.outcome() == Claim.Outcome.BUSY).hasSize(7);
        assertThat(claims).extracting(claim -> claim.run().owner()).containsOnly(claims.getFirst().run().owner());
        Instant later = NOON.plusSeconds(61);
        List<Claim> takeovers = atOnce(8, () -> new SqlCatalogue(source).claim(RUN, "r" + request.incrementAndGet(),
                later, later.plusSeconds(60)));
        assertThat(takeovers).filteredOn(claim -> claim.outcome() == Claim.Outcome.RESUMED).hasSize(1);
        assertThat(takeovers).filteredOn(claim -> claim.outcome() == Claim.Outcome.BUSY).hasSize(7);
    }

    @Test
    void conflict_isTriedAgain() {
        for (String state : List.of("40001", "OC000", "OC001", "08006")) {
            AtomicInteger refusals = new AtomicInteger(3);
            assertThat(new SqlCatalogue(refusing(state, refusals)).datasets()).isNotNull();
            assertThat(refusals).hasValue(0);
        }
    }

    @Test
    void conflictWithoutEndOrAnotherFault_isThrown() {
        assertThatThrownBy(() -> new SqlCatalogue(refusing("40001", new AtomicInteger(1000))).datasets())
                .isInstanceOf(CatalogueException.class).hasMessageContaining("SQLSTATE 40001");
        AtomicInteger refusals = new AtomicInteger(2);
        assertThatThrownBy(() -> new SqlCatalogue(refusing("42601", refusals)).datasets())
                .isInstanceOf(CatalogueException.class).hasMessageContaining("SQLSTATE 42601");
        assertThat(refusals).hasValue(1);
    }

    @Test
    void connectionEndedByTheServer_isOpenedAgain() throws SQLException {
        ConnectionSource source = TestDatabase.create("lost");
        SqlCatalogue catalogue = new SqlCatalogue(source);
        catalogue.claim(RUN, "r", NOON, NOON);
        try (Connection other = source.open(); Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE datname = 'lost' AND pid <> pg_backend_pid()");
        }
        assertThat(catalogue.run(RUN.id())).isPresent();
    }

    /** The shared database, whose connections refuse as many statements as asked with the given state. */
    private static ConnectionSource refusing(String state, AtomicInteger refusals) {
        return () -> {
            Connection real = SHARED.open();
            return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement") && refusals.getAndUpdate(
                                left -> Math.max(0, left - 1)) > 0) {
                            throw new SQLException("refused", state);
                        }
                        return method.invoke(real, arguments);
                    });
        };
    }
}
