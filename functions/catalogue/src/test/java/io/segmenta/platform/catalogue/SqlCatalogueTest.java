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
    private static final ConnectionSource SHARED = TestDatabase.create("contract");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final NewRun RUN = new NewRun(new UUID(1, 2), "d", "b", "data/d/x.csv", "v", 1, "h", "{}");

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
        ConnectionSource source = TestDatabase.create("migrations");
        assertThat(atOnce(8, () -> new SqlCatalogue(source).datasets())).containsOnly(List.of());
        assertThat(new SqlCatalogue(source).datasets()).isEmpty();
        assertThat(Sql.query(new Database(source), row -> row.getInt(1),
                "SELECT version FROM schema_migrations ORDER BY version"))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).hasSize(Migrations.STEPS.size());
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
