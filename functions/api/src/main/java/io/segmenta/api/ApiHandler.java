package io.segmenta.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Answer;
import io.segmenta.platform.Environment;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.observe.Log;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda entry of the REST API. Before a snapshot is taken it lets go of the catalogue, which a restored function
 * connects to anew.
 */
public final class ApiHandler
        implements
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
            Resource {
    private final Api api;
    private final SqlCatalogue catalogue;
    private final Log log;

    /** The function as Lambda makes it. */
    public ApiHandler() {
        this(Environment.ofProcess(), Clock.systemUTC());
        Core.getGlobalContext().register(this);
    }

    private ApiHandler(Environment environment, Clock clock) {
        this(Deployed.of(environment), SignIn.of(environment), SqlCatalogue.of(environment),
                Log.of("api", clock));
    }

    ApiHandler(Deployed deployed, SignIn signIn, SqlCatalogue catalogue, Log log) {
        this.catalogue = catalogue;
        this.log = log;
        this.api = new Api(Routes.of(new Self(deployed, signIn, catalogue)), signIn);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String requestId = context.getAwsRequestId();
        return response(api.answer(event, requestId, log.withRequest(requestId)));
    }

    private static APIGatewayV2HTTPResponse response(Answer answer) {
        boolean text = isText(answer.headers());
        return APIGatewayV2HTTPResponse.builder().withStatusCode(answer.status()).withHeaders(answer.headers())
                .withBody(text ? new String(answer.body(), StandardCharsets.UTF_8)
                        : Base64.getEncoder().encodeToString(answer.body()))
                .withIsBase64Encoded(!text).build();
    }

    private static boolean isText(Map<String, String> headers) {
        String type = headers.getOrDefault("content-type", "text/plain").toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.contains("json") || type.contains("javascript")
                || type.contains("+xml");
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        catalogue.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing to renew: connections are opened when needed.
    }
}
