package io.segmenta.local.stack.template;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.bus.OutboxSender;
import io.segmenta.platform.capture.Captures;
import io.segmenta.platform.capture.Trials;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.ExperimentCopy;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Migrations;
import io.segmenta.platform.catalogue.NamesCopy;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectLinks;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RewritableStore;
import io.segmenta.platform.storage.ObjectWriter;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.UploadLinks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * What the roles of the template grant, held against what the classes of each function call: every action that is
 * called is granted, and no other.
 */
class GrantsTest {
    private static final String INFERENCE_ENDPOINTS = "io.segmenta.inference.Endpoints";
    private static final String JOBS = "io.segmenta.platform.jobs.Jobs";

    /** The actions behind each method of a port. A conditional write reads back what made it fail. */
    private static final Map<String, Set<String>> ACTIONS = Map.ofEntries(
            entry("ObjectStore.bucket/0", Set.of()),
            entry("ObjectStore.head/1", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.head/2", Set.of("s3:GetObjectVersion", "s3:ListBucket")),
            entry("ObjectStore.get/1", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.open/1", Set.of("s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket")),
            entry("ObjectStore.part/3", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.create/3", Set.of("s3:PutObject", "s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.replace/4", Set.of("s3:PutObject", "s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.copy/3", Set.of("s3:GetObject", "s3:PutObject", "s3:ListBucket")),
            entry("UploadLinks.link/4", Set.of("s3:PutObject")),
            entry("RewritableStore.rewrite/4", Set.of("s3:PutObject", "s3:GetObject", "s3:ListBucket")),
            entry("RewritableStore.earlier/1", Set.of("s3:ListBucketVersions")),
            entry("RewritableStore.delete/1", Set.of("s3:DeleteObject", "s3:DeleteObjectVersion")),
            entry("ObjectStore.delete/1", Set.of("s3:DeleteObject")),
            entry("ObjectStore.list/1", Set.of("s3:ListBucket")),
            entry("ObjectStore.find/2", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("RegisteredObject.check/1", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("RegisteredObject.read/1", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectLinks.link/3", Set.of("s3:GetObject")),
            entry("ObjectStore.readAll/1", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectReader.find/2", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectReader.list/1", Set.of("s3:ListBucket")),
            entry("ObjectWriter.put/3", Set.of("s3:PutObject")),
            entry("Registry.ensureGroup/2", Set.of("sagemaker:CreateModelPackageGroup")),
            // SageMaker looks at the image with the rights of whoever registers it.
            entry("Registry.register/1",
                    Set.of("sagemaker:CreateModelPackage", "ecr:BatchGetImage", "ecr:DescribeImages")),
            entry("Registry.decide/3", Set.of("sagemaker:UpdateModelPackage")),
            entry("Registry.version/1", Set.of("sagemaker:DescribeModelPackage")),
            entry("Registry.versions/1", Set.of("sagemaker:ListModelPackages", "sagemaker:DescribeModelPackage")),
            entry("Endpoints.describe/1", Set.of("sagemaker:DescribeEndpoint")),
            entry("Endpoints.createModel/3", Set.of("sagemaker:CreateModel", "iam:PassRole")),
            entry("Endpoints.createConfig/3", Set.of("sagemaker:CreateEndpointConfig")),
            entry("Endpoints.create/2", Set.of("sagemaker:CreateEndpoint")),
            entry("Endpoints.update/3", Set.of("sagemaker:UpdateEndpoint")),
            entry("Endpoints.delete/1", Set.of("sagemaker:DeleteEndpoint")),
            entry("Endpoints.deleteConfig/1", Set.of("sagemaker:DeleteEndpointConfig")),
            entry("Endpoints.deleteModel/1", Set.of("sagemaker:DeleteModel")),
            entry("NamesCopy.renew/1", Set.of("s3:PutObject", "s3:GetObject", "s3:ListBucket")),
            entry("ExperimentCopy.renew/1", Set.of("s3:PutObject", "s3:GetObject", "s3:ListBucket")),
            entry("Bus.send/1", Set.of("events:PutEvents")),
            entry("Jobs.start/1", Set.of("emr-serverless:StartJobRun", "iam:PassRole")),
            entry("Jobs.find/1", Set.of("emr-serverless:GetJobRun")),
            entry("Jobs.cancel/1", Set.of("emr-serverless:CancelJobRun")),
            entry("Jobs.startedAfter/1", Set.of("emr-serverless:ListJobRuns")),
            entry("Endpoints.invoke/5", Set.of("sagemaker:InvokeEndpoint")));

    private static final Path TEMPLATE = Path.of("..", "template.yaml");
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

    private static JavaClasses product;
    private static Resources resources;
    private static SystemPlan plan;

    @BeforeAll
    static void read() throws IOException {
        product = new ClassFileImporter().importPaths(
                Stream.of("platform", "catalogue", "migration", "training", "registration", "deployment", "inference",
                        "api", "scoring", "monitoring", "privacy", "repetition", "learning")
                        .map(module -> Path.of("..", "functions", module, "target", "classes")).toList());
        plan = TemplateReader.read(TEMPLATE, Map.of(), "us-east-1");
        // With all that a deployment may have.
        resources = resources(Map.of("LargeData", "true"));
    }

    private static Resources resources(Map<String, String> parameters) throws IOException {
        Map<String, Object> document = document();
        return new Resources(document, TemplateReader.values(document, parameters, "us-east-1"), "us-east-1");
    }

    private static Map<String, Object> document() throws IOException {
        return TemplateYaml.read(Files.readString(TEMPLATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Migration", "Training", "Registration", "Deployment", "Inference", "Api", "Scoring",
            "Monitoring", "Privacy", "Repetition"})
    void role_grantsWhatItsFunctionCallsAndNothingElse(String function) {
        Set<String> granted = statements(function).stream()
                .flatMap(statement -> texts(statement.get("Action")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(granted).isEqualTo(called(function));
    }

    private static Set<String> called(String function) {
        Set<String> called = new TreeSet<>(Set.of("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments",
                "xray:PutTelemetryRecords"));
        FunctionPlan planned = plan.function(function + "Function").orElseThrow();
        planned.onSuccess().ifPresent(destination -> called.add("lambda:InvokeFunction"));
        planned.onFailure().ifPresent(destination -> called.add("sqs:SendMessage"));
        String own = "io.segmenta." + function.toLowerCase(Locale.ROOT);
        for (JavaClass caller : product) {
            if (caller.getPackageName().startsWith(own) || (function.equals("Repetition")
                    && caller.getName().matches("io\\.segmenta\\.learning\\.(BucketParts|Uploads)"))) {
                caller.getCodeUnitAccessesFromSelf().stream().map(JavaCodeUnitAccess::getTarget)
                        .forEach(target -> called.addAll(actions(target)));
            }
        }
        return called;
    }

    private static Set<String> actions(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean port = Stream
                .of(ObjectReader.class, ObjectStore.class, RewritableStore.class, ObjectLinks.class, UploadLinks.class,
                        RegisteredObject.class,
                        Registry.class, Endpoints.class, Bus.class)
                .map(Class::getName).anyMatch(owner::equals) || Set.of(INFERENCE_ENDPOINTS, JOBS).contains(owner);
        if (owner.equals(Catalogue.class.getName()) || owner.equals(Listings.class.getName())) {
            return Set.of("dsql:DbConnect");
        } else if (owner.equals(Migrations.class.getName()) && target.getName().equals("apply")) {
            return Set.of("dsql:DbConnectAdmin");
        } else if (owner.equals(NamesCopy.class.getName()) && target.getName().equals("renew")) {
            return known("NamesCopy.renew/1");
        } else if (owner.equals(ExperimentCopy.class.getName()) && target.getName().equals("renew")) {
            return known("ExperimentCopy.renew/1");
        } else if (owner.equals(SecretKeys.class.getName())) {
            return Set.of("secretsmanager:GetSecretValue");
        } else if (owner.equals(OptOutList.class.getName())) {
            return known("ObjectReader.find/2");
        } else if (Set.of(Captures.class.getName(), Trials.class.getName()).contains(owner)
                && target.getName().startsWith("flush")) {
            return known("ObjectWriter.put/3");
        } else if (owner.equals(OutboxSender.class.getName()) && target.getName().equals("send")) {
            return known("Bus.send/1");
        } else if (owner.equals(KeySource.class.getName())) {
            return Set.of("secretsmanager:GetSecretValue");
        }
        boolean ofItsRecord = owner.equals(RegisteredObject.class.getName())
                && target.getRawParameterTypes().size() != 1;
        return port && !ofItsRecord ? known(target.getOwner().getSimpleName() + "." + target.getName() + "/"
                + target.getRawParameterTypes().size()) : Set.of();
    }

    private static Set<String> known(String method) {
        String inherited = method.replaceFirst("^RewritableStore", "ObjectStore");
        String known = ACTIONS.containsKey(method) ? method : inherited;
        assertThat(ACTIONS).as("the actions behind each method of a port").containsKey(known);
        return ACTIONS.get(known);
    }

    @Test
    void everyMethodOfAPort_hasItsActions() {
        for (Class<?> port : List.of(ObjectReader.class, ObjectStore.class, RewritableStore.class, ObjectWriter.class,
                ObjectLinks.class,
                UploadLinks.class, Registry.class,
                Endpoints.class, Bus.class)) {
            for (Method method : port.getMethods()) {
                known(port.getSimpleName() + "." + method.getName() + "/" + method.getParameterCount());
            }
        }
    }

    /** The table above and the operations that the adapters really ask for. */
    @Test
    void everyOperationOfSageMaker_isBehindAMethodOfAPort() {
        Set<String> asked = new TreeSet<>();
        for (JavaClass adapter : product) {
            adapter.getMethodCallsFromSelf().stream().map(JavaCodeUnitAccess::getTarget)
                    .filter(target -> target.getOwner().getName().equals(SageMakerClient.class.getName()))
                    .filter(target -> !target.getName().equals("builder"))
                    .forEach(target -> asked.add("sagemaker:" + operation(target.getName())));
        }
        Set<String> told = ACTIONS.values().stream().flatMap(Collection::stream)
                .filter(action -> action.startsWith("sagemaker:") && !action.equals("sagemaker:InvokeEndpoint"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(asked);
    }

    /** {@code listModelPackagesPaginator} asks for {@code ListModelPackages}. */
    private static String operation(String method) {
        String name = method.replaceFirst("Paginator$", "");
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = """
                    Training,     s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       true
                    Training,     s3:GetObjectVersion,               arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       true
                    Training,     s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/config/pipeline.yaml,    true
                    Training,     s3:GetObjectVersion,               arn:aws:s3:::segmenta-000000000000-us-east-1/config/pipeline.yaml,    false
                    Training,     s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json,          true
                    Training,     s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json,          false
                    Training,     s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       false
                    Training,     s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/lineage.json, true
                    Registration, s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       false
                    Registration, s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/config.json, true
                    Registration, s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/model.tar.gz, true
                    Registration, s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/assignments.csv.gz, false
                    Deployment,   s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/model.tar.gz, true
                    Deployment,   s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/assignments.csv.gz, false
                    Registration, sagemaker:ListModelPackages,       *,                                                         true
                    Registration, sagemaker:CreateModelPackage,      arn:aws:sagemaker:us-east-1:000000000000:model-package/segmenta-shop/1, true
                    Registration, sagemaker:CreateModelPackageGroup, arn:aws:sagemaker:us-east-1:000000000000:model-package-group/other,   false
                    Deployment,   s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json,          true
                    Deployment,   s3:DeleteObject,                   arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/metrics.json, false
                    Deployment,   sagemaker:DeleteEndpoint,          arn:aws:sagemaker:us-east-1:000000000000:endpoint/segmenta-shop,      true
                    Deployment,   sagemaker:DeleteEndpoint,          arn:aws:sagemaker:us-east-1:000000000000:endpoint/other,              false
                    Inference,    s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/model.tar.gz, true
                    Inference,    s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/assignments.csv.gz, false
                    Inference,    s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/captures/shop/m/1.json.gz, true
                    Inference,    s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json,          false
                    Inference,    s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/captures/shop/m/1.json.gz, false
                    Scoring,      s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/captures/shop/m/1.json.gz, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/plots/elbow.svg, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/assignments.csv.gz, false
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/reference.json.gz, false
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/schema.json, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments.csv.gz, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments.blocks, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments-values.csv.gz, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments-values.blocks, true
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments-border.csv.gz, false
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/map.bin, true
                    Api,          s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/map.bin, false
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments-moved.csv.gz, false
                    Api,          s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments.csv.gz, false
                    Api,          s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       false
                    Api,          sagemaker:UpdateModelPackage,      arn:aws:sagemaker:us-east-1:000000000000:model-package/segmenta-shop/1, true
                    Scoring,      s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/score/shop/may.csv,      true
                    Scoring,      s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/score/shop/may.csv,      false
                    Scoring,      s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       false
                    Scoring,      s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/model.tar.gz, true
                    Scoring,      s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/assignments.csv.gz, false
                    Scoring,      s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/scores/may.csv.json, true
                    Training,     s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments-moved.csv.gz, true
                    Training,     s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/map.bin, true
                    Training,     s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/reference.json.gz, true
                    Training,     s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/scores/may.csv.json, false
                    Scoring,      s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/moves.csv.gz, false
                    Scoring,      s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json,          false
                    Inference,    s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/scores/may.csv.json, false
                    Repetition,   s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       true
                    Repetition,   s3:GetObjectVersion,               arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       true
                    Repetition,   s3:GetObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments.csv.gz, true
                    Repetition,   s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments.csv.gz, false
                    Repetition,   s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/runs/shop/r/model.tar.gz, false
                    Repetition,   s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv,       false
                    Repetition,   s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/repetitions/shop/r/x.json, true
                    Api,          s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/repetitions/shop/r/x.request.json, true
                    Api,          s3:PutObject,                      arn:aws:s3:::segmenta-000000000000-us-east-1/repetitions/shop/r/x.json, false
                    Api,          s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/monitoring/shop/m/1.json, true
                    Api,          s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/captures/shop/m/1.json.gz, false
                    Monitoring,   s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/captures/shop/m/1.json.gz, true
                    Monitoring,   s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/captures/shop/m/1.json.gz, false
                    Monitoring,   s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/monitoring/shop/m/1.json, true
                    Monitoring,   s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/data/shop/may.csv, false
                    Monitoring,   s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/r/assignments.csv.gz, false
                    Monitoring,   s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json, false
                    Monitoring,   s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop/experiment.json, true
                    Monitoring,   s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/experiments/e/exposures/2026/11/30/a-0.csv.gz, true
                    Monitoring,   s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/outcomes/shop/e/week.csv, true
                    Api,          s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/outcomes/shop/e/week.csv, false
                    Api,          s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop/experiment.json, true
                    Api,          s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/live/shop.json, false
                    Inference,    s3:PutObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/experiments/e/exposures/2026/11/30/a-0.csv.gz, true
                    Inference,    s3:GetObject,                    arn:aws:s3:::segmenta-000000000000-us-east-1/people/shop/experiments/e/exposures/2026/11/30/a-0.csv.gz, false
                    """)
    void role_grantsAnActionOnItsResourcesOnly(String function, String action, String resource, boolean granted) {
        boolean allowed = statements(function).stream()
                .filter(statement -> texts(statement.get("Action")).contains(action))
                .flatMap(statement -> texts(statement.get("Resource")).stream())
                .anyMatch(pattern -> resource
                        .matches(Stream.of(pattern.split("\\*", -1)).map(Pattern::quote)
                                .collect(Collectors.joining(".*"))));
        assertThat(allowed).isEqualTo(granted);
    }

    /** S3 tells what is not there from what is forbidden by the right to list, without naming a prefix. */
    @ParameterizedTest
    @ValueSource(strings = {"Training", "Registration", "Deployment", "Inference", "Api", "Scoring", "Monitoring",
            "Repetition"})
    void role_seesThatAnObjectIsNotThere(String function) {
        assertThat(statements(function))
                .filteredOn(statement -> texts(statement.get("Action")).contains("s3:ListBucket"))
                .singleElement().satisfies(statement -> assertThat(Resources.asMap(statement.get("Condition")))
                        .containsOnlyKeys("StringLikeIfExists"));
    }

    /** A database of one's own is signed in to by the secret of the role, and by no other. */
    @ParameterizedTest
    @CsvSource({"Migration, owner", "Training, ''", "Registration, ''", "Deployment, ''", "Api, ''", "Monitoring, ''"})
    void role_withADatabaseOfOnesOwn_readsItsSecretsAlone(String function, String further) throws IOException {
        Resources own = resources(Map.of("DatabaseUrl", "jdbc:postgresql://h/d?sslmode=verify-full", "DatabaseSecret",
                SECRET + "functions", "MigrationSecret", SECRET + "owner"));
        assertThat(statements(own, function)).filteredOn(
                statement -> texts(statement.get("Action")).stream().anyMatch(action -> action.startsWith("secrets")))
                .filteredOn(statement -> !texts(statement.get("Resource")).contains(SECRET + "IdKeySecret"))
                .singleElement().satisfies(statement -> {
                    assertThat(texts(statement.get("Action"))).containsExactly("secretsmanager:GetSecretValue");
                    assertThat(texts(statement.get("Resource"))).containsExactlyElementsOf(
                            Stream.of("functions", further).filter(name -> !name.isEmpty()).map(SECRET::concat)
                                    .toList());
                });
        assertThat(statements(own, function)).noneMatch(
                statement -> texts(statement.get("Action")).stream().anyMatch(action -> action.startsWith("dsql:")));
    }

    @Test
    void functionsThatUseTheCatalogue_waitForItsSchemaAndAreTheOnesThatMaySignIn() throws IOException {
        Map<String, Object> schema = resources.properties("CatalogueSchema");
        assertThat(schema.get("SchemaVersion")).isEqualTo(Integer.toString(Migrations.version()));
        List<String> signIn = Stream.of("Training", "Registration", "Deployment", "Api", "Monitoring", "Inference",
                "Scoring", "Migration")
                .filter(function -> statements(function).stream()
                        .anyMatch(statement -> texts(statement.get("Action")).contains("dsql:DbConnect")))
                .toList();
        assertThat(texts(schema.get("IamRoles")))
                .containsExactlyElementsOf(signIn.stream().map(function -> "arn:aws:iam::000000000000:role/" + function
                        + "Role").toList());
        Map<String, Object> declared = Evaluator.member(document(), "Resources");
        assertThat(signIn).isNotEmpty().allSatisfy(function -> assertThat(
                Evaluator.member(declared, function + "Function").get("DependsOn")).isEqualTo("CatalogueSchema"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Training", "Registration", "Deployment", "Api", "Monitoring", "Inference", "Scoring",
            "Migration", "Privacy", "Repetition"})
    void statementsOfARole_haveNamesOfTheirOwn_asIamAsks(String function) {
        assertThat(statements(function)).extracting(statement -> statement.get("Sid")).doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    void noPassword_isInTheTemplateOrInAnEnvironment() throws IOException {
        assertThat(Files.readString(TEMPLATE)).doesNotContain("{{resolve:").doesNotContain("_PASSWORD");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "jdbc:postgresql://h/d, false", "jdbc:postgresql://h/d?sslmode=require, false",
            "jdbc:postgresql://h/d?sslmode=verify-full, true", "jdbc:postgresql://h/d?sslmode=verify-fully, false",
            "jdbc:postgresql://h:5433/d?sslrootcert=/opt/ca.pem&sslmode=verify-full, true",
            "jdbc:postgresql://h/d?xsslmode=verify-full, false"})
    void databaseUrl_isTakenOnlyWithAVerifiedServer(String url, boolean taken) throws IOException {
        String pattern = String.valueOf(Evaluator.member(Evaluator.member(document(), "Parameters"), "DatabaseUrl")
                .get("AllowedPattern"));
        assertThat(url.matches(pattern)).isEqualTo(taken);
    }

    private static List<Map<String, Object>> statements(String function) {
        return statements(resources, function);
    }

    private static List<Map<String, Object>> statements(Resources resources, String function) {
        List<?> policies = (List<?>) resources.properties(function + "Role").get("Policies");
        return policies.stream()
                .flatMap(policy -> ((List<?>) Evaluator.member(Resources.asMap(policy), "PolicyDocument")
                        .get("Statement")).stream())
                .map(Resources::asMap).toList();
    }

    private static List<String> texts(Object oneOrMany) {
        return oneOrMany instanceof List<?> list ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(oneOrMany));
    }
}
