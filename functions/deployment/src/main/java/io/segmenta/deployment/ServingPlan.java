package io.segmenta.deployment;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.sagemaker.Hardware;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a version wants to be served, by the settings of the run that made it.
 *
 * @param modelKey of the model file
 * @param bakeSeconds how long the version it replaces is kept ready
 */
record ServingPlan(PipelineConfig.Target target, Hardware hardware, int bakeSeconds, String modelKey) {
    static ServingPlan of(ModelVersion version, ObjectStore store) {
        String key = modelKey(version, store);
        PipelineConfig.Serving serving = settings(RunFile.CONFIG.beside(key), store);
        boolean serverless = serving.kind() == PipelineConfig.EndpointKind.SERVERLESS;
        Hardware hardware = serverless ? new Hardware.Serverless(serving.memoryMb(), serving.maxConcurrency())
                : new Hardware.Instances(serving.instanceType(), serving.instanceCount());
        return new ServingPlan(serving.target(), hardware, serverless ? 0 : serving.bakeSeconds(), key);
    }

    static String modelKey(ModelVersion version, ObjectStore store) {
        String root = "s3://" + store.bucket() + "/";
        if (!version.modelUrl().startsWith(root)) {
            throw new RefusedException("the model is not in the bucket " + store.bucket());
        }
        return version.modelUrl().substring(root.length());
    }

    private static PipelineConfig.Serving settings(String key, ObjectStore store) {
        byte[] json = store.readAll(key)
                .orElseThrow(() -> new RefusedException("the run of the version is not there: no object " + key));
        try {
            return ConfigReader
                    .read(List.of(ConfigSource.yaml(key, new String(json, StandardCharsets.UTF_8)))).serving();
        } catch (ConfigException e) {
            throw new RefusedException(e.getMessage(), e);
        }
    }

    /** As the catalogue names it. */
    String targetName() {
        return target == PipelineConfig.Target.LAMBDA ? LivePointer.Lambda.WORD : LivePointer.Endpoint.WORD;
    }
}
