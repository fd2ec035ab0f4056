package io.segmenta;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.segmenta.platform.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the parts, read from the class files that the build just made. */
class ArrowsTest {
    private static final List<String> MODULES = List.of("shared-lib/model", "shared-lib/statistics",
            "shared-lib/config", "shared-lib/clustering", "shared-lib/pipeline", "functions/platform",
            "functions/catalogue", "functions/learning", "functions/migration", "functions/training",
            "functions/registration", "functions/deployment", "functions/inference", "functions/api",
            "functions/scoring", "functions/monitoring", "functions/privacy", "functions/repetition", "serving",
            "local");
    private static final List<String> FUNCTIONS = List.of("migration", "training", "registration", "deployment",
            "inference", "api", "scoring", "monitoring", "privacy", "repetition");
    private static JavaClasses product;

    @BeforeAll
    static void importClasses() {
        List<Path> folders = MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList();
        assertThat(folders).allMatch(Files::isDirectory);
        product = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void functions_neverImportOneAnother() {
        for (String function : FUNCTIONS) {
            String[] others = Stream.concat(FUNCTIONS.stream(), Stream.of("local", "serving", "benchmarks"))
                    .filter(name -> !name.equals(function)).map(name -> "io.segmenta." + name + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage("io.segmenta." + function + "..").should().dependOnClassesThat()
                    .resideInAnyPackage(others).because("functions meet in S3, the registry and events")
                    .check(product);
        }
    }

    @Test
    void onlyTraining_carriesTheLibrariesThatLearn() {
        noClasses().that()
                .resideInAnyPackage("io.segmenta.platform..", "io.segmenta.migration..", "io.segmenta.registration..",
                        "io.segmenta.deployment..",
                        "io.segmenta.inference..", "io.segmenta.api..", "io.segmenta.scoring..",
                        "io.segmenta.serving..",
                        "io.segmenta.local..")
                .should().dependOnClassesThat().resideInAnyPackage("io.segmenta.clustering..", "io.segmenta.pipeline..")
                .because("learning happens in one place").check(product);
    }

    @Test
    void local_importsNoFunction() {
        noClasses().that().resideInAPackage("io.segmenta.local..").should().dependOnClassesThat()
                .resideInAnyPackage("io.segmenta.migration..", "io.segmenta.training..", "io.segmenta.registration..",
                        "io.segmenta.deployment..", "io.segmenta.inference..", "io.segmenta.api..",
                        "io.segmenta.scoring..", "io.segmenta.monitoring..", "io.segmenta.privacy..",
                        "io.segmenta.repetition..",
                        "io.segmenta.serving..")
                .because("one machine starts the packaged archives").check(product);
    }

    @Test
    void awsSdk_staysBehindThePorts() {
        noClasses().that().resideOutsideOfPackages("io.segmenta.platform.aws..", "io.segmenta.platform.direct..",
                "io.segmenta.platform.storage..", "io.segmenta.platform.bus..",
                "io.segmenta.platform.sagemaker..", "io.segmenta.platform.catalogue..", "io.segmenta.platform.jobs..",
                "io.segmenta.inference.aws..", "io.segmenta.local..").should().dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("what a function decides is said in its own words")
                .check(product);
    }

    @Test
    void runtimesOwnJson_isUsedToWarmItAndNowhereElse() {
        noClasses().that().resideOutsideOfPackage("io.segmenta.platform.events..").should().dependOnClassesThat()
                .resideInAPackage("com.amazonaws.services.lambda.runtime.serialization..")
                .because("the runtime calls handlers with events that it has read; its serializers are in no archive")
                .check(product);
    }

    @Test
    void nobody_computesASignatureOfHisOwn() {
        noClasses().that().resideOutsideOfPackage("io.segmenta.model.privacy..").should().dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .because("the AWS SDK signs, and identifiers are hashed in one place").check(product);
    }

    /** The clients of whole services take longer to load than a person should wait for an answer. */
    @Test
    void inference_asksAwsWithoutClientsOfServices() {
        noClasses().that().resideInAPackage("io.segmenta.inference..").should().dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services..").check(product);
    }

    @Test
    void makingClients_needsOfThePlatformOnlyItsEnvironment() {
        classes().that().resideInAPackage("io.segmenta.platform.aws..").should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.segmenta.platform.aws..", "io.segmenta.model.json..",
                        "software.amazon.awssdk..", "java..", "org.jspecify.annotations..")
                        .or(type(Environment.class)))
                .because("the inference function ships it without JSON trees and without a database driver")
                .check(product);
    }

    @Test
    void serving_asksAwsForNamesAlone() {
        noClasses().that().resideInAPackage("io.segmenta.serving..").should().dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "io.segmenta.platform.catalogue..",
                        "io.segmenta.platform.sagemaker..")
                .because("the container answers by its model, whatever else is there").check(product);
    }
}
