package io.segmenta.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Answer;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Uploads;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.UploadLinks;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The REST API over other services, where nobody signs in and files are announced by nobody. */
public final class SimulatedApi {
    private static final URI ELSEWHERE = URI.create("https://s3.example/");

    private final Api api;
    private final Log log;

    /** @param ids new ones */
    public SimulatedApi(ObjectStore store, Registry registry, Catalogue catalogue, Listings listings, KeySource keys,
            Supplier<UUID> ids, Clock clock, Log log) {
        SignIn signIn = new SignIn(SignIn.Kind.NONE, RoleMap.of("*=operator"), "cognito:groups");
        Parts.World world = new Parts.World(new Deployed("0.1.0", "segmenta", "us-east-1", Optional.empty()), signIn,
                catalogue, listings, store, (key, validFor, fileName) -> ELSEWHERE, registry, clock,
                new Parts.Incoming(nobodyAnnounces(),
                        (key, type, size, validFor) -> new UploadLinks.Link(ELSEWHERE, Map.of()), ids, true,
                        time -> {
                            throw new IllegalStateException("nobody waits for " + time);
                        }),
                keys);
        this.api = new Api(Routes.of(Parts.of(world)), signIn, new Pages("/pages/",
                new Pages.Setting(SignIn.Kind.NONE, Optional.empty(), Optional.empty()), () -> ELSEWHERE));
        this.log = log;
    }

    private static Uploads nobodyAnnounces() {
        return (Uploads) Proxy.newProxyInstance(Uploads.class.getClassLoader(), new Class<?>[] {Uploads.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("nobody announces a file");
                });
    }

    /**
     * Answers a request.
     *
     * @param requestId as Lambda names the call
     */
    public Answer answer(String method, String path, Map<String, String> headers, String body, String requestId) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder().withRouteKey("$default").withRawPath(path)
                .withHeaders(headers).withBody(body).withIsBase64Encoded(false)
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder().withMethod(method).withPath(path).build()).build())
                .build();
        return api.answer(event, requestId, log);
    }
}
