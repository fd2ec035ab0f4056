package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.SqlCatalogue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The real catalogue on a real PostgreSQL, emptied for each world. Every statement passes the seam: its connection may
 * break before or after it has been committed, or another transaction may win (SQLSTATE 40001). Each invocation has a
 * catalogue of its own, as each process has.
 */
final class SqlCatalogues implements Catalogues {
    private final Connection connection;
    private final Catalogue behind;

    /** @param connection to a database that holds nothing but a catalogue */
    SqlCatalogues(Connection connection) {
        this.connection = connection;
        this.behind = new SqlCatalogue(open(connection));
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE segmenta.datasets, segmenta.runs, segmenta.models, "
                    + "segmenta.approvals, segmenta.deployments, segmenta.reconciliations, segmenta.segments, "
                    + "segmenta.segment_versions, segmenta.segment_edits, segmenta.outbox, "
                    + "segmenta.uploads, segmenta.audit, segmenta.cancellations, segmenta.idempotency_keys, "
                    + "segmenta.drift_states, segmenta.drift_windows, segmenta.drift_alarms, "
                    + "segmenta.experiments, segmenta.experiment_looks, segmenta.run_costs, "
                    + "segmenta.deleted_datasets");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Catalogue of(Seam seam) {
        Together together = new Together();
        return new SqlCatalogue(() -> (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "prepareStatement" -> statement(seam, (String) arguments[0], together);
                    case "isValid" -> true;
                    case "setAutoCommit" -> together.begin(!(boolean) arguments[0]);
                    case "commit" -> together.commit(seam);
                    case "close", "rollback" -> together.begin(false);
                    default -> throw new IllegalStateException("no " + method.getName() + " is played");
                }));
    }

    /**
     * What one transaction does, at once when it is committed: its statements are one request to whoever else shares
     * the real connection.
     */
    private final class Together {
        private final List<Work> works = new ArrayList<>();
        private boolean open;

        private interface Work {
            void run() throws SQLException;
        }

        @Nullable
        Object begin(boolean anew) {
            open = anew;
            works.clear();
            return null;
        }

        @Nullable
        Object commit(Seam seam) throws SQLException {
            List<Work> all = List.copyOf(works);
            begin(true);
            try {
                return seam.askConditionally(() -> "SQL transaction of " + all.size(), () -> committed(all),
                        fault("08006", "the connection was lost"), fault("40001", "another transaction won"));
            } catch (Refused e) {
                throw e.getCause();
            }
        }

        private @Nullable Object committed(List<Work> all) {
            try {
                connection.setAutoCommit(false);
                for (Work work : all) {
                    work.run();
                }
                connection.commit();
                return null;
            } catch (SQLException e) {
                throw new Refused(e);
            } finally {
                ended();
            }
        }

        /** Takes back what was not committed. */
        private void ended() {
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new Refused(e);
            }
        }
    }

    private PreparedStatement statement(Seam seam, String sql, Together together) throws SQLException {
        PreparedStatement real = connection.prepareStatement(sql);
        return (PreparedStatement) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    if (!method.getName().startsWith("execute")) {
                        return call(real, method, arguments);
                    } else if (together.open) {
                        together.works.add(() -> call(real, method, arguments));
                        return 0;
                    }
                    try {
                        return seam.askConditionally(() -> "SQL " + sql.strip().replaceAll("\\s+", " "),
                                () -> wrapped(real, method, arguments),
                                fault("08006", "the connection was lost"), fault("40001", "another transaction won"));
                    } catch (Refused e) {
                        throw e.getCause();
                    }
                });
    }

    private static Supplier<RuntimeException> fault(String state, String words) {
        return () -> new Refused(new SQLException(words, state));
    }

    private static Object wrapped(PreparedStatement real, Method method, Object[] arguments) {
        try {
            return call(real, method, arguments);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    private static Object call(PreparedStatement real, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Listings listings(Catalogue of) {
        return ((SqlCatalogue) of).listings();
    }

    @Override
    public Catalogue behind() {
        return behind;
    }

    /** A source of that one connection, which nobody closes. */
    private static ConnectionSource open(Connection connection) {
        return () -> connection;
    }

    /** Carries a refusal of the database through the seam. */
    private static final class Refused extends RuntimeException {
        Refused(SQLException cause) {
            super(cause);
        }

        @Override
        public synchronized SQLException getCause() {
            return (SQLException) super.getCause();
        }
    }
}
