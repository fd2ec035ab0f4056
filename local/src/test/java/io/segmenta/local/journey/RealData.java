package io.segmenta.local.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;

/** Left out where the folder of real data sets, {@code -Dsegmenta.data}, is not named or not there. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("io.segmenta.local.journey.RealData$Folder#isThere")
@interface RealData {
    /** Tells whether it is there. */
    final class Folder {
        private Folder() {}

        static boolean isThere() {
            String folder = System.getProperty("segmenta.data", "");
            return !folder.isEmpty() && Files.isDirectory(Path.of(folder));
        }
    }
}
