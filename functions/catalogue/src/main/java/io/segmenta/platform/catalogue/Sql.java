package io.segmenta.platform.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements with their arguments, and rows with their types. */
final class Sql {
    /** Makes something of the row that the result stands on. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Something of that name is there: a schema, a table, an index, a role, or a row of the tables that know them. */
    private static final Set<String> ALREADY_DONE = Set.of("42P06", "42P07", "42710", "23505");

    private Sql() {}

    /** Makes something unless it is there. */
    static void define(Database database, String sql) {
        database.run(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            } catch (SQLException e) {
                if (ALREADY_DONE.contains(Database.state(e))) {
                    return false;
                }
                throw e;
            }
        });
    }

    static int update(Database database, String sql, @Nullable Object... arguments) {
        return database.run(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, arguments)) {
                return statement.executeUpdate();
            }
        });
    }

    /** A statement with its arguments, safe to repeat. */
    record Command(String sql, @Nullable Object... arguments) {}

    /** Does all of these or nothing: what is asked again after a lost answer finds either. */
    static void together(Database database, Command... commands) {
        database.run(connection -> {
            connection.setAutoCommit(false);
            try {
                for (Command command : commands) {
                    try (PreparedStatement statement = prepare(connection, command.sql(), command.arguments())) {
                        statement.executeUpdate();
                    }
                }
                connection.commit();
            } catch (SQLException e) {
                undo(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
            return commands.length;
        });
    }

    private static void undo(Connection connection, SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            cause.addSuppressed(lost);
        }
    }

    static <T> List<T> query(Database database, Row<T> row, String sql, @Nullable Object... arguments) {
        return database.run(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, arguments);
                    ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.of(result));
                }
                return rows;
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            @Nullable
            Object argument = arguments[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : arguments[i];
            statement.setObject(i + 1, argument);
        }
        return statement;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
