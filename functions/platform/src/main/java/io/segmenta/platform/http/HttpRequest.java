package io.segmenta.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an event of the HTTP API (payload format 2.0) asks for. The event's size is bounded by Lambda, which takes at
 * most 6 MB.
 *
 * @param route method and path, as {@code POST /predict}
 * @param headers names in lower case
 * @param parameters of the query
 * @param body empty when there is none; shared, not copied
 */
public record HttpRequest(String route, Map<String, String> headers, Map<String, String> parameters, byte[] body) {

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException when it is not one of an HTTP API, or its body not what it says
     */
    public static HttpRequest of(APIGatewayV2HTTPEvent event) {
        return new HttpRequest(route(event), lowerCase(present(event.getHeaders())),
                present(event.getQueryStringParameters()), body(event));
    }

    /** The value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The value of a parameter of the query; of one given several times all, parted by commas. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The route key, unless it is one for many paths, which does not tell the one asked for. */
    private static String route(APIGatewayV2HTTPEvent event) {
        String key = event.getRouteKey();
        if (key != null && key.indexOf(' ') > 0 && key.indexOf('{') < 0) {
            return key;
        }
        RequestContext context = event.getRequestContext();
        if (context == null || context.getHttp() == null || event.getRawPath() == null) {
            throw new IllegalArgumentException("not an event of an HTTP API (payload format 2.0): it names no route");
        }
        return context.getHttp().getMethod() + ' ' + event.getRawPath();
    }

    private static Map<String, String> present(Map<String, String> fields) {
        return fields == null ? Map.of() : fields;
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        try {
            return event.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the event's body is not base64", notBase64);
        }
    }
}
