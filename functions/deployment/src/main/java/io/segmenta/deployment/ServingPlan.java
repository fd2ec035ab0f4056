package io.segmenta.deployment;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.config.ServingConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.sagemaker.Hardware;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.storage.ReplacedObjectException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a version wants to be served, by the settings of the run that made it. Model and settings are those that were
 * registered: what somebody has exchanged since is refused.
 *
 * @param model the model file
 * @param endpointName what the endpoint is to be called after the prefix; empty for the data set's name
 * @param bakeSeconds how long the version it replaces is kept ready
 * @param captureSeconds how long answers are counted before the counts are written; 0 counts none
 * @param looksUp whether predictions look up features
 * @param fourEyes whether somebody else than the uploader must have approved it
 */
record ServingPlan(ServingConfig.Target target, Optional<String> endpointName, Hardware hardware, int bakeSeconds,
        int captureSeconds, boolean looksUp, boolean fourEyes, RegisteredObject model) {
    /** @throws RefusedException when the version cannot be served as it was registered */
    static ServingPlan of(ModelVersion version, ObjectStore store) {
        String key = modelKey(version, store);
        PackageProperties properties = PackageProperties.read(version.properties());
        RegisteredObject model = new RegisteredObject(key, known("model_sha256", properties.modelSha256()));
        PipelineConfig config = settings(new RegisteredObject(RunFile.CONFIG.beside(key),
                known("configuration_sha256", properties.configurationSha256())), store);
        ServingConfig serving = config.serving();
        boolean serverless = serving.kind() == ServingConfig.EndpointKind.SERVERLESS;
        Hardware hardware = serverless ? new Hardware.Serverless(serving.memoryMb(), serving.maxConcurrency())
                : new Hardware.Instances(serving.instanceType(), serving.instanceCount());
        return new ServingPlan(serving.target(), serving.endpointName(), hardware,
                serverless ? 0 : serving.bakeSeconds(), config.monitoring().captureSeconds(),
                config.features().viewName().isPresent(), config.registration().fourEyes(), model);
    }

    /** The same; empty where the version's settings cannot be read any more. */
    static Optional<ServingPlan> known(ModelVersion version, ObjectStore store) {
        try {
            return Optional.of(of(version, store));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }

    private static String known(String name, Optional<String> property) {
        return property.orElseThrow(() -> new RefusedException(
                "the model package has no " + name + ", so nothing tells what was approved; train again"));
    }

    /**
     * Looks whether the model file is the one that was registered.
     *
     * @throws RefusedException when it is not
     */
    ObjectHead checkedModel(ObjectStore store) {
        try {
            return model.check(store);
        } catch (ReplacedObjectException e) {
            throw new RefusedException(e.getMessage(), e);
        }
    }

    static String modelKey(ModelVersion version, ObjectStore store) {
        String root = "s3://" + store.bucket() + "/";
        if (!version.modelUrl().startsWith(root)) {
            throw new RefusedException("the model is not in the bucket " + store.bucket());
        }
        return version.modelUrl().substring(root.length());
    }

    private static PipelineConfig settings(RegisteredObject file, ObjectStore store) {
        try {
            String json = new String(file.read(store), StandardCharsets.UTF_8);
            return ConfigReader.read(List.of(ConfigSource.yaml(file.key(), json)));
        } catch (ReplacedObjectException e) {
            throw new RefusedException(e.getMessage(), e);
        } catch (ConfigException e) {
            throw new RefusedException(e.getMessage(), e);
        }
    }

    /** As the catalogue names it. */
    String targetName() {
        return target == ServingConfig.Target.LAMBDA ? LivePointer.Lambda.WORD : LivePointer.Endpoint.WORD;
    }
}
