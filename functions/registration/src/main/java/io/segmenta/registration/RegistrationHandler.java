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
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.snapshot.Priming;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.S3ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Optional;

/** The entry point of the registration function: the result of training in, the registered versions out. */
public final class RegistrationHandler implements RequestStreamHandler {
    private final RegisterRun registration;
    private final Log log;
    /** Only kept: the runtime refers to it weakly. */
    private final Optional<Priming> priming;

    /** Wires AWS. */
    public RegistrationHandler() {
        this(Environment.ofProcess(), Clock.systemUTC());
    }

    private RegistrationHandler(Environment environment, Clock clock) {
        Aws aws = Aws.of(environment);
        ObjectStore store = new S3ObjectStore(aws, environment.bucket());
        Registry registry = new SageMaker(aws).registry();
        SqlCatalogue catalogue = SqlCatalogue.of(environment);
        this.registration = new RegisterRun(store, registry, catalogue,
                environment.required("SEGMENTA_SERVING_IMAGE"), clock);
        this.log = Log.of("registration", clock);
        this.priming = Optional.of(Priming.register(store, registry, catalogue));
    }

    RegistrationHandler(RegisterRun registration, Log log) {
        this.registration = registration;
        this.log = log;
        this.priming = Optional.empty();
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
