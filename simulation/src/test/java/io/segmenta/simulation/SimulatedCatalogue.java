package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.CatalogueException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Supplier;

/** Catalogues that stand before others. */
final class SimulatedCatalogue {
    private SimulatedCatalogue() {}

    /** One whose every call passes the seam. */
    static Catalogue of(Seam seam, Catalogue behind) {
        return (Catalogue) Proxy.newProxyInstance(Catalogue.class.getClassLoader(), new Class<?>[] {Catalogue.class},
                (proxy, method, arguments) -> seam.ask(
                        () -> "catalogue " + method.getName() + ' ' + Arrays.toString(arguments),
                        () -> call(behind, method, arguments),
                        () -> new CatalogueException("the catalogue did not answer", null)));
    }

    /** The one of whoever runs. */
    static Catalogue of(Supplier<Catalogue> current) {
        return (Catalogue) Proxy.newProxyInstance(Catalogue.class.getClassLoader(), new Class<?>[] {Catalogue.class},
                (proxy, method, arguments) -> call(current.get(), method, arguments));
    }

    private static Object call(Catalogue catalogue, Method method, Object[] arguments) {
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
