package io.segmenta.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.RouteTable;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Pause;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.storage.S3ObjectLinks;
import io.segmenta.platform.storage.S3ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda entry of the REST API. Before a snapshot is taken it reads a little of everything, so that a restored
 * function has its classes loaded, and lets go of the catalogue, which that one connects to anew.
 */
public final class ApiHandler
        implements
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
            Resource {
    private final Api api;
    private final Runnable warm;
    private final Runnable disconnect;
    private final Log log;

    /** The function as Lambda makes it. */
    public ApiHandler() {
        this(Environment.ofProcess(), Clock.systemUTC());
        Core.getGlobalContext().register(this);
    }

    private ApiHandler(Environment environment, Clock clock) {
        Aws aws = Aws.of(environment);
        SqlCatalogue catalogue = SqlCatalogue.of(environment);
        S3ObjectLinks links = new S3ObjectLinks(aws, environment.bucket());
        SignIn signIn = SignIn.of(environment);
        SecretKeys keys = new SecretKeys(environment, aws);
        Parts.World world = new Parts.World(Deployed.of(environment), signIn, catalogue, catalogue.listings(),
                new S3ObjectStore(aws, environment.bucket()), links, new SageMaker(aws).registry(), clock,
                incoming(environment, catalogue, links), keys);
        this.api = new Api(Routes.of(Parts.of(world)), signIn, Pages.of(environment, signIn, links));
        this.warm = () -> Priming.run(world);
        this.disconnect = () -> {
            catalogue.close();
            keys.forget();
        };
        this.log = Log.of("api", clock);
    }

    private static Parts.Incoming incoming(Environment environment, SqlCatalogue catalogue, S3ObjectLinks links) {
        return new Parts.Incoming(catalogue.uploads(), links, UUID::randomUUID,
                environment.optional("SEGMENTA_DATASETS_DECIDE").map(Boolean::valueOf).orElse(false),
                Pause::real);
    }

    ApiHandler(RouteTable routes, SignIn signIn, Pages pages, Log log) {
        this.api = new Api(routes, signIn, pages);
        this.warm = () -> {};
        this.disconnect = () -> {};
        this.log = log;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String requestId = context.getAwsRequestId();
        return response(api.answer(event, requestId, log.withRequest(requestId)));
    }

    private static APIGatewayV2HTTPResponse response(Answer answer) {
        boolean text = isText(answer.headers());
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-content-type-options", "nosniff");
        return APIGatewayV2HTTPResponse.builder().withStatusCode(answer.status()).withHeaders(headers)
                .withBody(text ? new String(answer.body(), StandardCharsets.UTF_8)
                        : Base64.getEncoder().encodeToString(answer.body()))
                .withIsBase64Encoded(!text).build();
    }

    private static boolean isText(Map<String, String> headers) {
        String type = headers.getOrDefault("content-type", "text/plain").toLowerCase(Locale.ROOT);
        if (headers.containsKey("content-encoding")) {
            return false;
        }
        return type.startsWith("text/") || type.contains("json") || type.contains("+xml");
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        warm.run();
        disconnect.run();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing to renew: connections are opened when needed.
    }
}
