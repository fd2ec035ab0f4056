package io.segmenta.inference;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.segmenta.model.json.JsonBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The handler's event and answer (payload format 2.0) from and to JSON. Lambda's runtime finds it as a service and uses
 * it instead of its own object mapper, whose classes would add half as much again to the first answer of a process.
 * Every field is read but {@code requestContext.authorizer}: who may call is decided before.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-custom-serialization.html">Customize serialization
 * for Lambda Java functions</a>
 */
public final class EventJson implements CustomPojoSerializer {

    private static final String NO_EVENT = "not an event of an HTTP API (payload format 2.0)";
    private static final int MAX_BODY_CHARS = 16 << 20;
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(20).maxStringLength(MAX_BODY_CHARS).build()).build();
    private static final byte[] STATUS = JsonBytes.ascii("{\"statusCode\":");
    private static final byte[] HEADERS = JsonBytes.ascii(",\"headers\":{");
    private static final byte[] BODY = JsonBytes.ascii("},\"body\":");
    private static final byte[] END = JsonBytes.ascii(",\"isBase64Encoded\":false}");
    /** In bytes, for what stands around the body, which itself grows by its quotes' backslashes. */
    private static final int ROOM = 200;

    /** @throws UncheckedIOException when the document is not an event of an HTTP API */
    @Override
    // The one type that the runtime asks for, as the handler declares no other.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T fromJson(InputStream input, Type type) {
        try (JsonParser parser = JSON.createParser(input)) {
            return (T) event(parser, parser.nextToken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // As the runtime's interface has it.
    public <T> T fromJson(String input, Type type) {
        return fromJson(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), type);
    }

    /** Writes an answer whose body is text. */
    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        APIGatewayV2HTTPResponse answer = (APIGatewayV2HTTPResponse) value;
        byte[] body = answer.getBody().getBytes(StandardCharsets.UTF_8);
        JsonBytes json = new JsonBytes(body.length + body.length / 4 + ROOM).raw(STATUS)
                .integer(answer.getStatusCode()).raw(HEADERS);
        String comma = "";
        for (Map.Entry<String, String> header : answer.getHeaders().entrySet()) {
            json.raw(JsonBytes.ascii(comma)).string(header.getKey()).raw(':').string(header.getValue());
            comma = ",";
        }
        try {
            json.raw(BODY).string(body).raw(END).writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static APIGatewayV2HTTPEvent event(JsonParser parser, JsonToken start) throws IOException {
        expect(JsonToken.START_OBJECT, start);
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "version" -> event.setVersion(text(parser, value));
                case "routeKey" -> event.setRouteKey(text(parser, value));
                case "rawPath" -> event.setRawPath(text(parser, value));
                case "rawQueryString" -> event.setRawQueryString(text(parser, value));
                case "cookies" -> event.setCookies(texts(parser, value));
                case "headers" -> event.setHeaders(fields(parser, value));
                case "queryStringParameters" -> event.setQueryStringParameters(fields(parser, value));
                case "pathParameters" -> event.setPathParameters(fields(parser, value));
                case "stageVariables" -> event.setStageVariables(fields(parser, value));
                case "body" -> event.setBody(text(parser, value));
                case "isBase64Encoded" -> event.setIsBase64Encoded(Boolean.parseBoolean(text(parser, value)));
                case "requestContext" -> event.setRequestContext(context(parser, value));
                default -> parser.skipChildren();
            }
        }
        return event;
    }

    private static RequestContext context(JsonParser parser, JsonToken start) throws IOException {
        expect(JsonToken.START_OBJECT, start);
        RequestContext context = new RequestContext();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "routeKey" -> context.setRouteKey(text(parser, value));
                case "accountId" -> context.setAccountId(text(parser, value));
                case "stage" -> context.setStage(text(parser, value));
                case "apiId" -> context.setApiId(text(parser, value));
                case "domainName" -> context.setDomainName(text(parser, value));
                case "domainPrefix" -> context.setDomainPrefix(text(parser, value));
                case "time" -> context.setTime(text(parser, value));
                case "timeEpoch" -> context.setTimeEpoch(number(parser, value));
                case "requestId" -> context.setRequestId(text(parser, value));
                case "http" -> context.setHttp(http(fields(parser, value)));
                default -> parser.skipChildren();
            }
        }
        return context;
    }

    private static RequestContext.@Nullable Http http(@Nullable Map<String, String> fields) {
        return fields == null ? null
                : RequestContext.Http.builder().withMethod(fields.get("method")).withPath(fields.get("path"))
                        .withProtocol(fields.get("protocol")).withSourceIp(fields.get("sourceIp"))
                        .withUserAgent(fields.get("userAgent")).build();
    }

    private static @Nullable Map<String, String> fields(JsonParser parser, JsonToken start) throws IOException {
        if (start == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(JsonToken.START_OBJECT, start);
        Map<String, String> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            fields.put(name, text(parser, parser.nextToken()));
        }
        return fields;
    }

    private static @Nullable List<String> texts(JsonParser parser, JsonToken start) throws IOException {
        if (start == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(JsonToken.START_ARRAY, start);
        List<String> texts = new ArrayList<>();
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            texts.add(text(parser, item));
        }
        return texts;
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        if (!value.isScalarValue()) {
            throw new IOException(NO_EVENT);
        }
        return parser.getValueAsString();
    }

    private static long number(JsonParser parser, JsonToken value) throws IOException {
        if (!value.isScalarValue()) {
            throw new IOException(NO_EVENT);
        }
        return parser.getValueAsLong();
    }

    private static void expect(JsonToken expected, JsonToken found) throws IOException {
        if (found != expected) {
            throw new IOException(NO_EVENT);
        }
    }
}
