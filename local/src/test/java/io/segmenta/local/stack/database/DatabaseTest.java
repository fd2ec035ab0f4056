package io.segmenta.local.stack.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.database.Database.Login;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, killed and started again. */
class DatabaseTest {

    private static final Path BINARIES = Path.of("target", "postgres");

    @TempDir
    Path folder;

    @Test
    void commit_serverKilled_isThereWhenItIsStartedAgainOnTheSamePort() throws Exception {
        try (Database database = start()) {
            String url = database.url();
            Process killed = database.process();
            try (Connection connection = connect(database, database.owner())) {
                run(connection, "CREATE TABLE kept (n integer)");
                for (int n = 0; n < 50; n++) {
                    run(connection, "INSERT INTO kept VALUES (" + n + ")");
                }
                killed.destroyForcibly();
            }
            killed.waitFor();
            Instant died = Instant.now();

            try (Connection again = awaitConnection(database)) {
                assertThat(number(again, "SELECT count(*) FROM kept")).isEqualTo(50);
            }
            assertThat(database.url()).isEqualTo(url);
            assertThat(database.process().pid()).isNotEqualTo(killed.pid());
            assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void start_onAPortDrawnBefore_isWhereItsAddressSaid() throws Exception {
        HeldPort port = HeldPort.draw();
        try (Database database = Database.start(folder.resolve("postgres"), BINARIES, port)) {
            assertThat(database.url()).isEqualTo(port.url());
            connect(database, database.owner()).close();
        }
    }

    @Test
    void server_killedTwice_isStartedTwice() throws Exception {
        try (Database database = start()) {
            for (int i = 0; i < 2; i++) {
                Process killed = database.process();
                killed.destroyForcibly().waitFor();
                awaitConnection(database).close();
                assertThat(killed.isAlive()).isFalse();
            }
        }
    }

    @Test
    void close_rightAfterTheServerWasKilled_leavesNobodyWhoWritesIntoTheFolder() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Database database = start(); Connection connection = connect(database, database.owner())) {
                run(connection, "CREATE TABLE IF NOT EXISTS kept (n integer)");
                database.process().destroyForcibly().waitFor();
            }
            assertThat(processesOf(folder)).isEmpty();
        }
    }

    @Test
    void commits_areForcedToDisk() throws Exception {
        try (Database database = start(); Connection connection = connect(database, database.owner())) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(text(connection, "SHOW " + setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void connection_withoutTheRightPasswordOrAsAnotherRole_isRefused() throws Exception {
        try (Database database = start()) {
            assertThat(database.owner().password()).isNotEqualTo(database.functions().password()).hasSize(48);
            for (Login stranger : new Login[] {new Login(database.owner().user(), "wrong"),
                    new Login(database.owner().user(), database.functions().password()),
                    new Login("postgres", "postgres"), new Login("postgres", database.owner().password())}) {
                assertThatThrownBy(() -> connect(database, stranger).close()).as(stranger.user())
                        .isInstanceOf(SQLException.class)
                        .satisfies(refused -> assertThat(((SQLException) refused).getSQLState()).startsWith("28"));
            }
        }
    }

    @Test
    void roles_areNoSuperusersAndTheFunctionsMakeNoTables() throws Exception {
        try (Database database = start();
                Connection owner = connect(database, database.owner());
                Connection functions = connect(database, database.functions())) {
            assertThat(number(owner, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'segmenta%' AND (rolsuper OR "
                    + "rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)")).isZero();
            run(owner, "CREATE TABLE secret (n integer)");
            assertThatThrownBy(() -> run(functions, "CREATE TABLE own (n integer)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> number(functions, "SELECT count(*) FROM secret"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void restart_keepsTheDataAndChangesThePasswords() throws Exception {
        Login before;
        try (Database first = start(); Connection connection = connect(first, first.owner())) {
            before = first.owner();
            run(connection, "CREATE TABLE kept (n integer)");
        }
        try (Database second = start(); Connection connection = connect(second, second.owner())) {
            assertThat(number(connection, "SELECT count(*) FROM kept")).isZero();
            assertThatThrownBy(() -> connect(second, before).close()).hasMessageContaining("password");
            assertThat(before.toString()).doesNotContain(before.password());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(folder.resolve("postgres/server.log"))).doesNotContain(before.password());
    }

    @Test
    void log_isBounded() throws Exception {
        Path file = folder.resolve("server.log");
        for (int i = 0; i < 10; i++) {
            new BoundedLog(file, 1000).follow(new ByteArrayInputStream(new byte[400])).join();
        }
        assertThat(Files.size(file)).isEqualTo(800);
        assertThat(Files.size(folder.resolve("server.log.1"))).isEqualTo(800);
    }

    /** The working folders below it: a server and its children stand in their data. */
    private static List<String> processesOf(Path folder) {
        return ProcessHandle.allProcesses().map(DatabaseTest::workingFolder)
                .filter(at -> at.startsWith(folder.toString()))
                .toList();
    }

    private static String workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).toString();
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }

    private Database start() throws IOException {
        return Database.start(folder.resolve("postgres"), BINARIES);
    }

    private static Connection connect(Database database, Login login) throws SQLException {
        return DriverManager.getConnection(database.url(), login.user(), login.password());
    }

    private static Connection awaitConnection(Database database) throws SQLException, InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            try {
                return connect(database, database.owner());
            } catch (SQLException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
