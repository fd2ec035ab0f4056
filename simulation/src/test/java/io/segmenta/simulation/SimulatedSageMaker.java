package io.segmenta.simulation;

import io.segmenta.model.base.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.CreateModelPackageGroupRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateModelPackageGroupResponse;
import software.amazon.awssdk.services.sagemaker.model.CreateModelPackageRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.CreateModelRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateModelResponse;
import software.amazon.awssdk.services.sagemaker.model.DeleteEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.DeleteEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.sagemaker.model.DeleteEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DeleteModelRequest;
import software.amazon.awssdk.services.sagemaker.model.DeleteModelResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.InferenceSpecification;
import software.amazon.awssdk.services.sagemaker.model.ListModelPackagesRequest;
import software.amazon.awssdk.services.sagemaker.model.ListModelPackagesResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.UpdateEndpointRequest;
import software.amazon.awssdk.services.sagemaker.model.UpdateEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.UpdateModelPackageRequest;
import software.amazon.awssdk.services.sagemaker.model.UpdateModelPackageResponse;

/**
 * The model registry and the endpoints by SageMaker's rules: names that exist are refused, a client token gives the
 * same version for some hours, an endpoint that changes refuses other changes, and ends them when the schedule says so.
 */
final class SimulatedSageMaker implements SageMakerClient {
    private static final Duration TOKENS = Duration.ofHours(8);
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(10);
    private static final Duration LONGEST_DELETION = Duration.ofSeconds(150);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/";

    private final Seam seam;
    private final Clock clock;
    private final SimulatedS3 s3;
    private final TreeSet<String> groups = new TreeSet<>();
    private final Map<String, Registered> packages = new TreeMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final TreeMap<String, CreateModelRequest> models = new TreeMap<>();
    private final TreeMap<String, String> configs = new TreeMap<>();
    private final TreeMap<String, SimulatedEndpoint> endpoints = new TreeMap<>();
    private final TreeSet<String> unapproved = new TreeSet<>();
    private BiConsumer<Registered, Boolean> packageListener = (changed, approval) -> {};
    private BiConsumer<Registered, Registered> decisionListener = (was, now) -> {};
    private Consumer<SimulatedEndpoint> endpointListener = changed -> {};

    /** A registered version. */
    record Registered(String arn, String group, int version, ModelApprovalStatus status, String description,
            String modelUrl, Map<String, String> properties, Instant changedAt) {
        Registered with(ModelApprovalStatus other, String words, Instant at) {
            return new Registered(arn, group, version, other, words, modelUrl, properties, at);
        }
    }

    private record Token(String arn, Instant at) {}

    SimulatedSageMaker(Seam seam, Clock clock, SimulatedS3 s3) {
        this.seam = seam;
        this.clock = clock;
        this.s3 = s3;
    }

    /** Hears of every version that changes, and whether its approval was decided. */
    void onPackage(BiConsumer<Registered, Boolean> hears) {
        packageListener = hears;
    }

    /** Hears of every decision about a version: as it was, and as it is. */
    void onDecision(BiConsumer<Registered, Registered> hears) {
        decisionListener = hears;
    }

    /** Hears of every change that is over. */
    void onEndpoint(Consumer<SimulatedEndpoint> hears) {
        endpointListener = hears;
    }

    List<Registered> packages() {
        return List.copyOf(packages.values());
    }

    SortedMap<String, SimulatedEndpoint> endpoints() {
        return endpoints;
    }

    Set<String> models() {
        return new TreeSet<>(models.keySet());
    }

    Set<String> configs() {
        return new TreeSet<>(configs.keySet());
    }

    /** The models that were refused because their version was not approved at that moment. */
    Set<String> unapproved() {
        return unapproved;
    }

    /** Where the model of a configuration lies. */
    Optional<Registered> packageOf(String config) {
        return Optional.ofNullable(configs.get(config)).map(models::get)
                .map(model -> packages.get(model.containers().getFirst().modelPackageName()));
    }

    /** A user decides about a version. */
    void decide(String arn, ModelApprovalStatus status, String words) {
        Registered was = packages.get(arn);
        Registered now = was.with(status, words, clock.instant());
        decisionListener.accept(was, now);
        change(now, true);
    }

    /** A user edits what is said of a version. */
    void edit(String arn) {
        Registered was = packages.get(arn);
        change(was.with(was.status(), was.description(), clock.instant()), false);
    }

    private void change(Registered now, boolean approval) {
        packages.put(now.arn(), now);
        packageListener.accept(now, approval);
    }

    /** The change of an endpoint that is under way ends, well or not. */
    void finish(SimulatedEndpoint endpoint, boolean healthy) {
        if (endpoint.status == EndpointStatus.DELETING) {
            // Nothing tells of it.
            endpoints.remove(endpoint.name);
            return;
        } else if (endpoint.status == EndpointStatus.SYSTEM_UPDATING) {
            endpoint.status = EndpointStatus.IN_SERVICE;
        } else {
            deployed(endpoint, healthy);
        }
        endpointListener.accept(endpoint);
    }

    private void deployed(SimulatedEndpoint endpoint, boolean healthy) {
        Optional<String> model = packageOf(endpoint.target).flatMap(this::bytes).map(Sha256::of);
        if (healthy && model.filter(hash -> accepts(endpoint.target, hash)).isPresent()) {
            endpoint.config = endpoint.target;
            endpoint.loaded = model.get();
            endpoint.status = EndpointStatus.IN_SERVICE;
            endpoint.reason = "";
        } else {
            endpoint.reason = "The container did not pass the ping health check.";
            endpoint.status = endpoint.loaded.isEmpty() ? EndpointStatus.FAILED : EndpointStatus.IN_SERVICE;
        }
    }

    /** The container refuses a model whose hash is another one than it was told, if it was told one. */
    private boolean accepts(String config, String hash) {
        return models.get(configs.get(config)).containers().getFirst().environment().values().stream()
                .filter(value -> HASH.matcher(value).matches()).allMatch(hash::equals);
    }

    private Optional<byte[]> bytes(Registered version) {
        String url = version.modelUrl();
        return s3.find(url.substring(url.indexOf('/', "s3://".length()) + 1)).map(SimulatedS3.Stored::bytes);
    }

    static RuntimeException broken() {
        return SdkClientException.builder().message("SageMaker did not answer").writableStackTrace(false).build();
    }

    private static RuntimeException refused(String words) {
        return SageMakerException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").errorMessage(words).build())
                .statusCode(400).message(words).writableStackTrace(false).build();
    }

    private <T> T ask(String operation, String subject, Supplier<T> effect) {
        return seam.ask(() -> "SageMaker " + operation + ' ' + subject, effect, SimulatedSageMaker::broken);
    }

    private static void require(boolean accepted, String words) {
        if (!accepted) {
            throw refused(words);
        }
    }

    @Override
    public CreateModelPackageGroupResponse createModelPackageGroup(CreateModelPackageGroupRequest request) {
        return ask("CreateModelPackageGroup", request.modelPackageGroupName(), () -> {
            require(groups.add(request.modelPackageGroupName()), "Model Package Group already exists");
            return CreateModelPackageGroupResponse.builder().build();
        });
    }

    @Override
    public CreateModelPackageResponse createModelPackage(CreateModelPackageRequest request) {
        return ask("CreateModelPackage", request.modelPackageGroupName() + " token " + request.clientToken(),
                () -> CreateModelPackageResponse.builder().modelPackageArn(register(request)).build());
    }

    private String register(CreateModelPackageRequest request) {
        require(groups.contains(request.modelPackageGroupName()), "Model Package Group does not exist");
        Token known = tokens.get(request.clientToken());
        if (known != null && known.at().plus(TOKENS).isAfter(clock.instant())) {
            return known.arn();
        }
        int version = 1 + (int) packages.values().stream()
                .filter(other -> other.group().equals(request.modelPackageGroupName())).count();
        String arn = ARN + request.modelPackageGroupName() + '/' + version;
        tokens.put(request.clientToken(), new Token(arn, clock.instant()));
        change(new Registered(arn, request.modelPackageGroupName(), version, request.modelApprovalStatus(), "",
                request.inferenceSpecification().containers().getFirst().modelDataUrl(),
                request.customerMetadataProperties(), clock.instant()), false);
        return arn;
    }

    @Override
    public UpdateModelPackageResponse updateModelPackage(UpdateModelPackageRequest request) {
        return ask("UpdateModelPackage", request.modelPackageArn() + ' ' + request.modelApprovalStatusAsString(),
                () -> {
                    require(packages.containsKey(request.modelPackageArn()), "ModelPackage does not exist");
                    decide(request.modelPackageArn(), request.modelApprovalStatus(), request.approvalDescription());
                    return UpdateModelPackageResponse.builder().build();
                });
    }

    @Override
    public DescribeModelPackageResponse describeModelPackage(DescribeModelPackageRequest request) {
        return ask("DescribeModelPackage", request.modelPackageName(), () -> {
            Registered found = packages.get(request.modelPackageName());
            require(found != null, "ModelPackage does not exist");
            return DescribeModelPackageResponse.builder().modelPackageArn(found.arn())
                    .modelPackageGroupName(found.group()).modelPackageVersion(found.version())
                    .modelApprovalStatus(found.status()).approvalDescription(found.description())
                    .customerMetadataProperties(found.properties()).lastModifiedTime(found.changedAt())
                    .inferenceSpecification(InferenceSpecification.builder()
                            .containers(
                                    ModelPackageContainerDefinition.builder().modelDataUrl(found.modelUrl()).build())
                            .build())
                    .build();
        });
    }

    @Override
    public ListModelPackagesResponse listModelPackages(ListModelPackagesRequest request) {
        return ask("ListModelPackages", request.modelPackageGroupName(), () -> {
            require(groups.contains(request.modelPackageGroupName()), "Model Package Group does not exist");
            List<ModelPackageSummary> found = new ArrayList<>();
            packages.values().stream().filter(one -> one.group().equals(request.modelPackageGroupName()))
                    .forEach(one -> found.add(ModelPackageSummary.builder().modelPackageArn(one.arn()).build()));
            return ListModelPackagesResponse.builder().modelPackageSummaryList(found).build();
        });
    }

    @Override
    public DescribeEndpointResponse describeEndpoint(DescribeEndpointRequest request) {
        return ask("DescribeEndpoint", request.endpointName(), () -> {
            SimulatedEndpoint found = required(request.endpointName());
            return DescribeEndpointResponse.builder().endpointName(found.name).endpointConfigName(found.config)
                    .endpointStatus(found.status).failureReason(found.reason).build();
        });
    }

    private SimulatedEndpoint required(String name) {
        require(endpoints.containsKey(name), "Could not find endpoint \"" + name + "\".");
        return endpoints.get(name);
    }

    @Override
    public CreateModelResponse createModel(CreateModelRequest request) {
        return ask("CreateModel", request.modelName(), () -> {
            require(!models.containsKey(request.modelName()), "Cannot create already existing model");
            Registered of = packages.get(request.containers().getFirst().modelPackageName());
            boolean approved = of != null && of.status() == ModelApprovalStatus.APPROVED;
            if (!approved) {
                unapproved.add(request.modelName());
            }
            require(approved,
                    "The model package must be approved to be deployed");
            models.put(request.modelName(), request);
            return CreateModelResponse.builder().build();
        });
    }

    @Override
    public CreateEndpointConfigResponse createEndpointConfig(CreateEndpointConfigRequest request) {
        return ask("CreateEndpointConfig", request.endpointConfigName(), () -> {
            require(!configs.containsKey(request.endpointConfigName()),
                    "Cannot create already existing endpoint configuration");
            String model = request.productionVariants().getFirst().modelName();
            require(models.containsKey(model), "Could not find model \"" + model + "\".");
            configs.put(request.endpointConfigName(), model);
            return CreateEndpointConfigResponse.builder().build();
        });
    }

    @Override
    public CreateEndpointResponse createEndpoint(CreateEndpointRequest request) {
        return ask("CreateEndpoint", request.endpointName() + " of " + request.endpointConfigName(), () -> {
            require(!endpoints.containsKey(request.endpointName()), "Cannot create already existing endpoint");
            require(configs.containsKey(request.endpointConfigName()), "Could not find endpoint configuration");
            endpoints.put(request.endpointName(), new SimulatedEndpoint(request.endpointName(),
                    request.endpointConfigName(), clock.instant().plus(LONGEST_CHANGE)));
            return CreateEndpointResponse.builder().build();
        });
    }

    @Override
    public UpdateEndpointResponse updateEndpoint(UpdateEndpointRequest request) {
        return ask("UpdateEndpoint", request.endpointName() + " to " + request.endpointConfigName(), () -> {
            SimulatedEndpoint found = required(request.endpointName());
            require(found.status != EndpointStatus.FAILED, "Cannot update failed endpoint");
            require(found.status == EndpointStatus.IN_SERVICE, "Cannot update in-progress endpoint");
            require(configs.containsKey(request.endpointConfigName()), "Could not find endpoint configuration");
            found.status = EndpointStatus.UPDATING;
            found.target = request.endpointConfigName();
            found.reason = "";
            found.latest = clock.instant().plus(LONGEST_CHANGE);
            return UpdateEndpointResponse.builder().build();
        });
    }

    @Override
    public DeleteEndpointResponse deleteEndpoint(DeleteEndpointRequest request) {
        return ask("DeleteEndpoint", request.endpointName(), () -> {
            SimulatedEndpoint found = required(request.endpointName());
            require(!found.changing(), "Cannot update in-progress endpoint");
            found.status = EndpointStatus.DELETING;
            found.latest = clock.instant().plus(LONGEST_DELETION);
            return DeleteEndpointResponse.builder().build();
        });
    }

    @Override
    public DeleteEndpointConfigResponse deleteEndpointConfig(DeleteEndpointConfigRequest request) {
        return ask("DeleteEndpointConfig", request.endpointConfigName(), () -> {
            String config = request.endpointConfigName();
            require(configs.containsKey(config), "Could not find endpoint configuration");
            unused(config, "configuration");
            configs.remove(config);
            return DeleteEndpointConfigResponse.builder().build();
        });
    }

    @Override
    public DeleteModelResponse deleteModel(DeleteModelRequest request) {
        return ask("DeleteModel", request.modelName(), () -> {
            require(models.containsKey(request.modelName()), "Could not find model");
            unused(request.modelName(), "model");
            models.remove(request.modelName());
            return DeleteModelResponse.builder().build();
        });
    }

    /** SageMaker deletes what an endpoint needs without a word, and the endpoint breaks later. */
    private void unused(String resource, String what) {
        for (SimulatedEndpoint endpoint : endpoints.values()) {
            boolean needed = switch (endpoint.status) {
                case DELETING, FAILED -> false;
                case CREATING, UPDATING -> resource.equals(endpoint.config) || resource.equals(endpoint.target);
                default -> resource.equals(endpoint.config);
            };
            Violation.unless(!needed, "the %s %s is deleted while %s needs it", what, resource, endpoint.name);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
