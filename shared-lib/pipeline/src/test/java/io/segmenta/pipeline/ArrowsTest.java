package io.segmenta.pipeline;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows inside and between the libraries. */
class ArrowsTest {
    private static final String MODEL = "io.segmenta.model..";
    private static final String CONFIG = "io.segmenta.config..";
    private static final String CLUSTERING = "io.segmenta.clustering..";
    private static final String NULLNESS = "org.jspecify.annotations..";
    private static final String FORMATS = "com.google.errorprone.annotations..";
    private static JavaClasses libraries;

    @BeforeAll
    static void importClasses() {
        libraries = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("test-classes") && !location.contains("-tests"))
                .importPackages("io.segmenta.model", "io.segmenta.config", "io.segmenta.clustering",
                        "io.segmenta.pipeline");
    }

    @Test
    void packages_formNoCycle() {
        slices().matching("io.segmenta.(**)").should().beFreeOfCycles()
                .because("a package can then be read with those below it alone").check(libraries);
    }

    @Test
    void model_dependsOnlyOnTheJdkAndAStreamingParser() {
        classes().that().resideInAPackage(MODEL).should().onlyDependOnClassesThat()
                .resideInAnyPackage(MODEL, "java..", "javax.crypto..", NULLNESS, FORMATS,
                        "com.fasterxml.jackson.core..")
                .because("Spark executors, the container and the inference function all carry this jar")
                .check(libraries);
    }

    @Test
    void config_dependsOnTheModelAndTheYamlParser() {
        classes().that().resideInAPackage(CONFIG).should().onlyDependOnClassesThat()
                .resideInAnyPackage(CONFIG, "io.segmenta.model.base..", "io.segmenta.model.contract..",
                        "io.segmenta.model.data..", "java..", NULLNESS,
                        FORMATS,
                        "com.fasterxml.jackson.core..",
                        "org.yaml.snakeyaml..")
                .because("whoever reads settings needs neither algorithms nor files").check(libraries);
    }

    @Test
    void clustering_knowsNoSettingsNoFilesNoSegments() {
        classes().that().resideInAPackage(CLUSTERING).should().onlyDependOnClassesThat()
                .resideInAnyPackage(CLUSTERING, "io.segmenta.model.base..", "io.segmenta.model.data..",
                        "io.segmenta.model.assign..", "java..", NULLNESS, "jdk.incubator.vector..", "smile..")
                .because("it is a library that strangers can use").check(libraries);
    }

    @Test
    void smile_staysBehindOneWall() {
        noClasses().that().resideOutsideOfPackage("io.segmenta.clustering.smile..").should().dependOnClassesThat()
                .resideInAPackage("smile..").because("what Smile leaves unsaid is dealt with in one place")
                .check(libraries);
        assertThat(libraries.that(resideInAPackage("io.segmenta.clustering.smile..")))
                .as("the wall has something behind it")
                .anyMatch(one -> one.getDirectDependenciesFromSelf().stream()
                        .anyMatch(arrow -> arrow.getTargetClass().getPackageName().startsWith("smile.")));
    }

    @Test
    void parquetReader_staysBehindOneWall() {
        noClasses().that().resideOutsideOfPackage("io.segmenta.pipeline.read.parquet..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.hardwood..", "io.airlift..")
                .because("they are given nothing that was not checked there").check(libraries);
        noClasses().should().dependOnClassesThat().resideInAPackage("dev.hardwood.internal..")
                .because("Hardwood promises its public types only").check(libraries);
    }

    @Test
    void smile_isInNoPublicSignature() {
        codeUnits().that().arePublic().or().areProtected().should()
                .notHaveRawParameterTypes(anyElementThat(resideInAPackage("smile.."))).andShould()
                .notHaveRawReturnType(resideInAPackage("smile.."))
                .because("the library can be used without Smile in hand")
                .check(libraries.that(resideInAPackage("io.segmenta.clustering.smile..").and(modifier(PUBLIC))));
        noFields().that().arePublic().should().haveRawType(resideInAPackage("smile..")).allowEmptyShould(true)
                .because("the library can be used without Smile in hand")
                .check(libraries.that(resideInAPackage("io.segmenta.clustering.smile..").and(modifier(PUBLIC))));
    }

    @Test
    void libraries_knowNothingOfAwsNorOfTheFunctions() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "io.segmenta.platform..",
                        "io.segmenta.training..", "io.segmenta.local..", "io.segmenta.serving..")
                .because("the libraries are pure").check(libraries);
    }

    @Test
    void libraries_useNoClockNoRandomIdentityNoEnvironment() {
        noClasses().should().callMethod(java.util.UUID.class, "randomUUID").orShould()
                .callMethod(Math.class, "random").orShould().callMethod(System.class, "currentTimeMillis").orShould()
                .callMethod(System.class, "nanoTime").orShould().callMethod(java.time.Instant.class, "now").orShould()
                .callMethod(System.class, "getenv", String.class).orShould().dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
                .because("same input, configuration and seed give the same bytes").check(libraries);
    }

    /** What Java leaves open in the last digit, and processors and compilers fill in differently. */
    @Test
    void libraries_takeInexactFunctionsFromStrictMath() {
        noClasses().should().callMethodWhere(target(owner(type(Math.class))).and(target(nameMatching(
                "(exp|expm1|log|log10|log1p|pow|cbrt|hypot|a?(sin|cos|tan)|(sin|cos|tan)h|atan2)"))))
                .because("the same bytes come from every kind of processor").check(libraries);
    }
}
