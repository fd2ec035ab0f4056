package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Audit;
import io.segmenta.platform.catalogue.Cancellations;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.Deletions;
import io.segmenta.platform.catalogue.DriftBook;
import io.segmenta.platform.catalogue.ExperimentBook;
import io.segmenta.platform.catalogue.IdempotencyKeys;
import io.segmenta.platform.catalogue.Outbox;
import io.segmenta.platform.catalogue.RunCosts;
import io.segmenta.platform.catalogue.SegmentBook;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;

/** Catalogues that stand before others. */
final class SimulatedCatalogue {
    private static final Set<Class<?>> PARTS = Set.of(SegmentBook.class, Outbox.class, Cancellations.class,
            IdempotencyKeys.class, Audit.class, RunCosts.class, Deletions.class, DriftBook.class,
            ExperimentBook.class);

    private SimulatedCatalogue() {}

    /** One whose every call passes the seam, the calls of its parts too. */
    static Catalogue of(Seam seam, Catalogue behind) {
        return standing(Catalogue.class, () -> behind, asking(seam));
    }

    /** The one of whoever runs. */
    static Catalogue of(Supplier<Catalogue> current) {
        return standing(Catalogue.class, current, SimulatedCatalogue::call);
    }

    /** What becomes of a call. */
    private interface Calling {
        Object call(Object behind, Method method, Object[] arguments);
    }

    private static Calling asking(Seam seam) {
        return (behind, method, arguments) -> seam.ask(
                () -> "catalogue " + method.getName() + ' ' + Arrays.toString(arguments),
                () -> call(behind, method, arguments),
                () -> new CatalogueException("the catalogue did not answer", null));
    }

    /** A part of the catalogue stands before that part of the one behind, which is looked for at each call. */
    private static <T> T standing(Class<T> type, Supplier<?> behind, Calling calling) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> PARTS.contains(method.getReturnType())
                        ? standing(method.getReturnType(), () -> call(behind.get(), method, new Object[0]), calling)
                        : calling.call(behind.get(), method, arguments)));
    }

    private static Object call(Object catalogue, Method method, Object[] arguments) {
        try {
            return method.invoke(catalogue, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
