package io.segmenta.local.stack.access;

import io.segmenta.local.stack.http.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request to S3 asks for, by "Required permissions for Amazon S3 API operations" and S3's table of actions in
 * the Service Authorization Reference, and whether its signer may. Addresses have the bucket in their path. What is not
 * known here becomes an action that no policy names, so that only the owner may do it. Connections of this machine
 * stand for ones with TLS 1.3.
 */
public final class S3Access {

    private static final Pattern SCOPE = Pattern.compile("([A-Za-z0-9]+)/[0-9]{8}/[^/]+/s3/aws4_request");
    private static final int FORBIDDEN = 403;
    private static final String ARN = "arn:aws:s3:::";
    private static final String GET = "s3:GetObject";
    private static final String PUT = "s3:PutObject";
    private static final String LIST = "s3:ListBucket";

    /** Parameters that choose no other operation, and change nothing that an action depends on. */
    private static final Pattern PLAIN = Pattern.compile("(?i)x-id|x-amz-.*|response-.*|");
    private static final Set<String> OF_LISTS = Set.of("list-type", "prefix", "delimiter", "marker", "max-keys",
            "encoding-type", "continuation-token", "start-after", "fetch-owner", "key-marker", "version-id-marker");
    private static final Set<String> OF_OBJECTS = Set.of("versionId", "partNumber", "uploadId", "uploads");

    private final Guard guard;
    private final BiPredicate<String, String> exists;

    /** @param exists whether there is an object in a bucket under a key */
    public S3Access(Guard guard, BiPredicate<String, String> exists) {
        this.guard = guard;
        this.exists = exists;
    }

    /** An address of S3; an empty key is the bucket itself, an empty bucket all of them. */
    private record Target(String bucket, String key, Map<String, String> query) {

        boolean has(String name) {
            return query.containsKey(name);
        }

        /** A parameter that says that something else is meant than the object or the list of a bucket. */
        Optional<String> beyond(Set<String> known) {
            return query.keySet().stream().filter(name -> !known.contains(name))
                    .filter(name -> !PLAIN.matcher(name).matches()).findFirst();
        }
    }

    /** Whether the request may go on to S3, which checks its signature; else it has been answered. */
    public boolean admits(Exchange exchange) {
        Optional<Target> target = target(exchange);
        Optional<String> keyId = target.flatMap(known -> signer(exchange, known));
        if (target.isEmpty() || keyId.isEmpty()) {
            refuse(exchange, "Access Denied");
            return false;
        }
        // A key that is not known is refused by S3 itself.
        if (guard.key(keyId.get()).isEmpty()) {
            return true;
        }
        Optional<Denial> denial = guard.denial(keyId.get(), asked(exchange, target.get()))
                .or(() -> unknown(exchange, keyId.get(), target.get()));
        denial.ifPresent(why -> refuse(exchange, why.message("\"")));
        return denial.isEmpty();
    }

    /** Who may not list is not told that an object is not there. */
    private Optional<Denial> unknown(Exchange exchange, String keyId, Target target) {
        AccessRequest list = request(LIST, target.bucket(), "", Map.of());
        boolean reads = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        if (target.key().isEmpty() || !reads || (!guard.isWatched() && guard.might(keyId, list))
                || exists.test(target.bucket(), target.key())) {
            return Optional.empty();
        }
        return guard.denial(keyId, List.of(list));
    }

    /** The actions behind a request; copying reads as well. */
    private static List<AccessRequest> asked(Exchange exchange, Target target) {
        String action = action(exchange.method(), target);
        Map<String, String> context = new HashMap<>();
        if (action.equals(PUT)) {
            context.put("s3:ObjectCreationOperation", Boolean.toString(creates(exchange.method(), target)));
            exchange.header("If-None-Match").ifPresent(value -> context.put("s3:if-none-match", value));
        } else if (action.startsWith(LIST) && target.has("prefix")) {
            context.put("s3:prefix", target.query().getOrDefault("prefix", ""));
        }
        List<AccessRequest> asked = new ArrayList<>();
        asked.add(request(action, target.bucket(), target.key(), context));
        copied(exchange).ifPresent(asked::add);
        for (String further : further(exchange)) {
            asked.add(request(further, target.bucket(), target.key(), Map.of()));
        }
        return asked;
    }

    /** Whether an object is there afterwards; beginning a large one, and its parts, only prepare that. */
    private static boolean creates(String method, Target target) {
        return method.equals("POST") ? !target.has("uploads") : !target.has("uploadId");
    }

    private static Optional<AccessRequest> copied(Exchange exchange) {
        return exchange.header("x-amz-copy-source").map(source -> {
            String[] parts = source.split("\\?", 2);
            String path = object(parts[0]).replaceFirst("^/", "");
            return new AccessRequest(parts.length == 1 ? GET : GET + "Version", ARN + path, connection(Map.of()));
        });
    }

    /** The path of the object; what is not encoded well is refused by S3 itself. */
    private static String object(String encoded) {
        try {
            return decoded(encoded.replace("+", "%2B"));
        } catch (IllegalArgumentException malformed) {
            return encoded;
        }
    }

    /** What headers ask for beside writing. */
    private static List<String> further(Exchange exchange) {
        List<String> further = new ArrayList<>();
        exchange.headers().forEach(header -> {
            String name = header.getLowerCaseName();
            if (name.equals("x-amz-tagging")) {
                further.add("s3:PutObjectTagging");
            } else if (name.equals("x-amz-acl") || name.startsWith("x-amz-grant-")) {
                further.add("s3:PutObjectAcl");
            } else if (name.startsWith("x-amz-object-lock-") || name.startsWith("x-amz-bypass-")) {
                further.add("s3:" + name);
            }
        });
        return further;
    }

    private static AccessRequest request(String action, String bucket, String key, Map<String, String> context) {
        String resource = bucket.isEmpty() ? "*" : ARN + bucket + (key.isEmpty() ? "" : "/" + key);
        return new AccessRequest(action, resource, connection(context));
    }

    private static Map<String, String> connection(Map<String, String> context) {
        Map<String, String> all = new HashMap<>(context);
        all.put("s3:TlsVersion", "1.3");
        return all;
    }

    private static String action(String method, Target target) {
        if (target.bucket().isEmpty()) {
            return "s3:ListAllMyBuckets";
        }
        return target.key().isEmpty() ? ofBucket(method, target) : ofObject(method, target);
    }

    private static String ofBucket(String method, Target target) {
        String what = target.beyond(OF_LISTS).orElse("");
        return switch (method + " " + what) {
            case "GET ", "HEAD " -> LIST;
            case "GET versions" -> "s3:ListBucketVersions";
            case "GET uploads" -> "s3:ListBucketMultipartUploads";
            case "GET location" -> "s3:GetBucketLocation";
            case "GET versioning" -> "s3:GetBucketVersioning";
            case "PUT versioning" -> "s3:PutBucketVersioning";
            case "PUT " -> "s3:CreateBucket";
            case "DELETE " -> "s3:DeleteBucket";
            // Deleting many objects, whose keys are in the body, is among them.
            default -> notNamed(method, what);
        };
    }

    private static String ofObject(String method, Target target) {
        Optional<String> what = target.beyond(OF_OBJECTS);
        String version = target.has("versionId") ? "Version" : "";
        if (what.isPresent()) {
            return notNamed(method, what.get());
        }
        return switch (method) {
            case "GET" -> target.has("uploadId") ? "s3:ListMultipartUploadParts" : GET + version;
            case "HEAD" -> GET + version;
            case "PUT", "POST" -> PUT;
            case "DELETE" -> target.has("uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject" + version;
            default -> notNamed(method, "");
        };
    }

    /** As no action of IAM is called. */
    private static String notNamed(String method, String what) {
        return "s3:" + method + "?" + what;
    }

    /** Empty when it is no address, or one whose parts would be put together otherwise by whoever stores the object. */
    private static Optional<Target> target(Exchange exchange) {
        Optional<String> path = exchange.path();
        if (path.isEmpty() || List.of(path.get().split("/", -1)).stream().anyMatch(List.of(".", "..")::contains)) {
            return Optional.empty();
        }
        String[] parts = path.get().substring(1).split("/", 2);
        Map<String, String> query = new LinkedHashMap<>();
        try {
            for (String pair : exchange.query().split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                String value = nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]);
                // A repeated one might be read otherwise by whoever answers.
                if (!pair.isEmpty() && query.putIfAbsent(decoded(nameAndValue[0]), value) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return Optional.of(new Target(parts[0], parts.length == 1 ? "" : parts[1], query));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The name of the key, which stands in the header or, in addresses signed ahead, in the query. */
    private static Optional<String> signer(Exchange exchange, Target target) {
        if (exchange.header("Authorization").isPresent()) {
            return Optional.of(Signatures.signer(exchange)).filter(id -> !id.isEmpty());
        }
        Matcher scope = SCOPE.matcher(target.query().getOrDefault("X-Amz-Credential", ""));
        return scope.matches() ? Optional.of(scope.group(1)) : Optional.empty();
    }

    private static void refuse(Exchange exchange, String message) {
        byte[] body = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>AccessDenied</Code><Message>%s</Message></Error>""".formatted(escaped(message))
                .getBytes(StandardCharsets.UTF_8);
        exchange.set("Connection", "close");
        exchange.send(FORBIDDEN, "application/xml", exchange.method().equals("HEAD") ? new byte[0] : body);
    }

    /** Keys may have characters that XML cannot hold. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x1f\\ufffe\\uffff]", "?");
    }
}
