package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.CatalogueException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** A catalogue whose every call passes the seam. */
final class SimulatedCatalogue {
    private SimulatedCatalogue() {}

    static Catalogue of(Seam seam, Catalogue behind) {
        return (Catalogue) Proxy.newProxyInstance(Catalogue.class.getClassLoader(), new Class<?>[] {Catalogue.class},
                (proxy, method, arguments) -> seam.ask(
                        () -> "catalogue " + method.getName() + ' ' + Arrays.toString(arguments), () -> {
                            try {
                                return method.invoke(behind, arguments);
                            } catch (InvocationTargetException e) {
                                throw (RuntimeException) e.getCause();
                            } catch (IllegalAccessException e) {
                                throw new IllegalStateException(e);
                            }
                        }, () -> new CatalogueException("the catalogue did not answer", null)));
    }
}
