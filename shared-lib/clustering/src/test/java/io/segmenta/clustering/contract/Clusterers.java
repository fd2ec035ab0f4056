package io.segmenta.clustering.contract;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.segmenta.clustering.centroid.Som;
import java.util.Set;

/** The clusterers that this library has, found by their shape. */
final class Clusterers {
    private Clusterers() {}

    /**
     * Records whose {@code fit} returns labels, or a tree that can be cut into them; but not a self-organising map
     * alone, whose labels are units and may leave some empty.
     */
    static Class<?>[] all() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.segmenta.clustering").stream()
                .filter(type -> type.isRecord() && !type.isEquivalentTo(Som.class))
                .filter(type -> type.getMethods().stream().anyMatch(Clusterers::divides))
                .map(JavaClass::reflect).toArray(Class<?>[]::new);
    }

    private static boolean divides(JavaMethod method) {
        return method.getName().equals("fit") && method.getRawReturnType().getMethods().stream()
                .anyMatch(found -> Set.of("labels", "cut").contains(found.getName())
                        && found.getRawReturnType().getName().equals("[I"));
    }
}
