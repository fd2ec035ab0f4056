package io.segmenta.registration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Json;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.SageMakerApi;
import io.segmenta.platform.sagemaker.SageMakerRegistry;
import io.segmenta.platform.storage.S3ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;

/** The entry point of the registration function: the result of training in, the registered versions out. */
public final class RegistrationHandler implements RequestStreamHandler {
    private final RegisterRun registration;
    private final Log log;

    /** Wires AWS. */
    public RegistrationHandler() {
        this(wired(Environment.ofProcess()), Log.of("registration", Clock.systemUTC()));
    }

    RegistrationHandler(RegisterRun registration, Log log) {
        this.registration = registration;
        this.log = log;
    }

    private static RegisterRun wired(Environment environment) {
        Aws aws = Aws.of(environment, Clock.systemUTC());
        return new RegisterRun(new S3ObjectStore(aws, environment.bucket()),
                new SageMakerRegistry(new SageMakerApi(aws)), SqlCatalogue.of(environment),
                environment.required("SEGMENTA_SERVING_IMAGE"), Clock.systemUTC());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Log request = log.withRequest(context.getAwsRequestId());
        ObjectNode result = Json.object();
        ArrayNode models = result.putArray("models");
        for (TrainedRun run : TrainedRun.parse(Json.parse(input))) {
            Model model = registration.register(run, request);
            models.addObject().put("run_id", model.run().toString()).put("dataset", model.dataset())
                    .put("version", model.version()).put("model_package_arn", model.arn());
        }
        output.write(Json.bytes(result));
    }
}
