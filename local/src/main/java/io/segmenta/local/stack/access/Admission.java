package io.segmenta.local.stack.access;

import io.segmenta.local.stack.http.Exchange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Lets requests to AWS's services in: signed with a key of this stack, whose holder may do what they ask for. */
public final class Admission {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    /** As signatures name the service that API Gateway's APIs are called by. */
    private static final String API = "execute-api";

    private final Guard guard;
    private final String region;
    private final String account;
    private final Signatures signatures;
    private final S3Access s3;
    private final SageMakerAccess sageMaker;
    private final LambdaAccess lambda;
    private final EventsAccess events;
    private final EmrServerlessAccess emrServerless;

    /**
     * Admits to the services of one region and account.
     *
     * @param exists whether there is an object in a bucket under a key
     */
    public Admission(Guard guard, String region, String account, BiPredicate<String, String> exists) {
        this.guard = guard;
        this.region = region;
        this.account = account;
        this.signatures = new Signatures(region, guard::key, Clock.systemUTC());
        this.s3 = new S3Access(guard, exists);
        this.sageMaker = new SageMakerAccess(region, account);
        this.lambda = new LambdaAccess(region, account);
        this.events = new EventsAccess(region, account);
        this.emrServerless = new EmrServerlessAccess(region, account);
    }

    /** Whether a request may go on to S3, which checks its signature; else it has been answered. */
    public boolean admitsToS3(Exchange exchange) {
        return s3.admits(exchange);
    }

    /** Why a request to another service is refused, or empty when it may go on. */
    public Optional<Refusal> refusal(Exchange exchange, byte[] body, String service) {
        return signatures.check(exchange, body, service)
                .or(() -> guard.denial(Signatures.signer(exchange), asked(exchange, body, service))
                        .map(denial -> new Refusal(status(exchange), "AccessDeniedException", denial.message(""))));
    }

    /** Why a request to a route of the HTTP API that must be signed is refused, or empty when it may go on. */
    public Optional<Refusal> refusalByApi(Exchange exchange, byte[] body) {
        return refusal(exchange, body, API);
    }

    /**
     * Whoever signed a request that was let in.
     *
     * @param keyId the name of the key
     * @param id the identifier, as AWS has one of every principal
     * @param arn as AWS names the principal
     */
    public record Signer(String keyId, String id, String arn) {}

    /** Whoever signed a request that was let in. */
    public Signer signer(Exchange exchange) {
        String keyId = Signatures.signer(exchange);
        return new Signer(keyId, guard.principalId(keyId, account), guard.principalArn(keyId));
    }

    /** The identifier of whoever signed a request that was let in. */
    public String principalId(Exchange exchange) {
        return guard.principalId(Signatures.signer(exchange), account);
    }

    /** Services whose operation is in a header refuse with 400, those with paths of their own with 403. */
    private static int status(Exchange exchange) {
        return exchange.header("X-Amz-Target").isPresent() ? BAD_REQUEST : FORBIDDEN;
    }

    private List<AccessRequest> asked(Exchange exchange, byte[] body, String service) {
        return switch (service) {
            case "lambda" -> lambda.invocation(exchange);
            case "secretsmanager" -> SecretsAccess.call(exchange, body);
            case "events" -> events.call(exchange, body);
            case "emr-serverless" -> emrServerless.call(exchange, body);
            case API -> List.of(AccessRequest.of("execute-api:Invoke", "arn:aws:execute-api:" + region + ":" + account
                    + ":local/$default/" + exchange.method() + exchange.path().orElse("")));
            default -> exchange.header("X-Amz-Target").isPresent()
                    ? sageMaker.control(exchange, body)
                    : sageMaker.invocation(exchange);
        };
    }
}
