package io.segmenta.platform.catalogue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** One real PostgreSQL for all tests of a module, with a database per name; it ends with the JVM. */
public final class TestDatabase {
    private static final String OWNER = "postgres";
    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    /** A database of that name, migrated, whose tables the returned source owns. */
    public static ConnectionSource create(String name) {
        execute("CREATE DATABASE " + name + " TEMPLATE " + Migrated.NAME + " STRATEGY FILE_COPY");
        return as(OWNER, name);
    }

    /** A database of that name with nothing in it. */
    public static ConnectionSource empty(String name) {
        execute("CREATE DATABASE " + name);
        return as(OWNER, name);
    }

    /** Takes a database away from whoever uses it. */
    public static void drop(String name) {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Migrated once, as that takes longer than most tests. */
    private static final class Migrated {
        static final String NAME = made("migrated");

        private static String made(String name) {
            Migrations.apply(empty(name));
            return name;
        }
    }

    /** The same database, or another, as another role; the server of tests trusts everybody. */
    public static ConnectionSource as(String role, String database) {
        return ConnectionSource.url(url(database), Optional.of(role), Optional.empty());
    }

    /** The address of a database, without a user. */
    public static String url(String database) {
        return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + database;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(Path.of("target", "postgres").toFile())
                    .setServerConfig("fsync", "off").start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
