package io.segmenta.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.http.RecordedExchange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Answers that refuse: the code must be one that the operation declares, or one that all operations have. */
final class Errors {
    /**
     * What every operation of a service with JSON may answer: "Common Errors" in the API reference of SageMaker, which
     * no model has, and the refusals of signatures and of bodies that come before the service.
     */
    private static final Set<String> OF_ALL = Set.of("AccessDeniedException", "ExpiredTokenException",
            "IncompleteSignatureException", "InternalFailure", "InvalidSignatureException",
            "MissingAuthenticationTokenException", "RequestEntityTooLargeException", "SerializationException",
            "ServiceUnavailable", "ThrottlingException", "UnknownOperationException", "UnrecognizedClientException",
            "ValidationException");
    /** "Error responses" in the API reference of S3, of which the models hold the fewest. */
    private static final Set<String> OF_S3 = Set.of("AccessDenied", "AuthorizationHeaderMalformed", "BadDigest",
            "BucketAlreadyExists", "BucketAlreadyOwnedByYou", "BucketNotEmpty", "ConditionalRequestConflict",
            "EntityTooLarge", "EntityTooSmall", "IncompleteBody", "InternalError", "InvalidAccessKeyId",
            "InvalidArgument", "InvalidBucketName", "InvalidDigest", "InvalidPart", "InvalidPartOrder",
            "InvalidRange", "InvalidRequest", "InvalidURI", "KeyTooLongError", "MalformedXML", "MethodNotAllowed",
            "MissingContentLength", "NoSuchBucket", "NoSuchKey", "NoSuchUpload", "NoSuchVersion", "NotImplemented",
            "OperationAborted", "PreconditionFailed", "RequestTimeTooSkewed", "RequestTimeout",
            "SignatureDoesNotMatch", "SlowDown", "XAmzContentSHA256Mismatch");
    private static final Set<String> S3_ELEMENTS = Set.of("Code", "Message", "Resource", "RequestId", "HostId", "Key",
            "BucketName", "Condition", "ArgumentName", "ArgumentValue", "Region", "Header",
            // Of SignatureDoesNotMatch, so that a caller can see what was signed.
            "AWSAccessKeyId", "StringToSign", "StringToSignBytes", "SignatureProvided", "CanonicalRequest",
            "CanonicalRequestBytes");
    private static final Set<String> JSON_MEMBERS = Set.of("__type", "message", "Message");

    private Errors() {}

    /** Adds what is wrong in the refusal; one without a body tells nothing but its status. */
    static void check(RecordedExchange exchange, Operation operation, Findings findings) {
        if (exchange.method().equals("HEAD")) {
            return;
        }
        if (operation.service() == AwsService.S3) {
            xml(exchange, operation, findings);
        } else {
            json(exchange, operation, findings);
        }
    }

    private static void xml(RecordedExchange exchange, Operation operation, Findings findings) {
        Optional<Element> root = XmlBody.root(exchange.answerBody());
        if (root.isEmpty() || !root.get().getLocalName().equals("Error")) {
            findings.add("error", "is no XML document Error");
            return;
        }
        String code = "";
        for (Element child : XmlBody.children(root.get())) {
            if (!S3_ELEMENTS.contains(child.getLocalName())) {
                findings.add("error", "has no member " + child.getLocalName());
            }
            code = child.getLocalName().equals("Code") ? child.getTextContent() : code;
        }
        if (!OF_S3.contains(code) && declared(operation, code).isEmpty()) {
            findings.add("error", '"' + code + "\" is no error of S3");
        }
    }

    private static void json(RecordedExchange exchange, Operation operation, Findings findings) {
        JsonNode body = JsonBody.read(exchange.answerBody());
        String inBody = body.path("__type").asText().replaceFirst(".*#", "");
        String inHeader = exchange.answerHeaders().getOrDefault("x-amzn-errortype", "").replaceFirst(":.*", "");
        String code = inHeader.isEmpty() ? inBody : inHeader;
        if (!inBody.isEmpty() && !inBody.equals(code)) {
            findings.add("error", "is called " + inHeader + " in the header and " + inBody + " in the body");
        }
        Map<String, Integer> errors = Requirements.errors(operation);
        Integer status = errors.get(code);
        if (status == null && !OF_ALL.contains(code)) {
            findings.add("error", '"' + code + "\" is declared by none of " + errors.keySet());
        } else if (status != null && status != exchange.status()) {
            findings.add("error", code + " has status " + status + ", not " + exchange.status());
        }
        members(exchange, operation, code, findings);
    }

    private static void members(RecordedExchange exchange, Operation operation, String code, Findings findings) {
        Optional<Class<?>> exception = declared(operation, code);
        JsonNode body = JsonBody.read(exchange.answerBody());
        if (exception.isPresent()) {
            new JsonBody(operation.service(), findings).check("error", exchange.answerBody(),
                    Shape.of(exception.get()), JSON_MEMBERS);
        } else if (!body.isObject()) {
            findings.add("error", "is no JSON object");
        } else {
            body.fieldNames().forEachRemaining(name -> {
                if (!JSON_MEMBERS.contains(name)) {
                    findings.add("error", code + " has no member " + name);
                }
            });
        }
        if (!body.path("message").isTextual() && !body.path("Message").isTextual()) {
            findings.add("error", "has no message");
        }
    }

    /** The exception of the SDK, whose name has {@code Exception} at its end also where the code has not. */
    private static Optional<Class<?>> declared(Operation operation, String code) {
        return operation.exceptions().stream().filter(
                exception -> exception.getSimpleName().equals(code)
                        || exception.getSimpleName().equals(code + "Exception"))
                .findFirst();
    }
}
