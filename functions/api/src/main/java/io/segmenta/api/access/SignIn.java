package io.segmenta.api.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.segmenta.platform.Environment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How callers sign in, and who they are then. The HTTP API has checked signature or token; an event without what it
 * found is one that it has not checked.
 */
public final class SignIn {
    /** The caller where nobody signs in. */
    public static final String LOCAL = "local";

    private final Kind kind;
    private final RoleMap map;
    private final String claim;

    /** The ways, as the template's parameter {@code SignIn} names them. */
    public enum Kind {
        /** Nobody signs in: for one machine. */
        NONE,
        /** Requests are signed by a principal of AWS. */
        IAM,
        /** Requests carry a token of an OpenID provider. */
        JWT
    }

    /**
     * Sign-in of a kind.
     *
     * @param claim of a token, that holds the names of the role map
     */
    public SignIn(Kind kind, RoleMap map, String claim) {
        this.kind = kind;
        this.map = map;
        this.claim = claim;
    }

    /**
     * As the environment says: {@code SEGMENTA_SIGN_IN}, {@code SEGMENTA_ROLE_MAP}, {@code SEGMENTA_ROLES_CLAIM}.
     *
     * @throws IllegalArgumentException when it names no kind, or no roles
     */
    public static SignIn of(Environment environment) {
        return new SignIn(Kind.valueOf(environment.required("SEGMENTA_SIGN_IN")),
                RoleMap.of(environment.optional("SEGMENTA_ROLE_MAP").orElse("")),
                environment.optional("SEGMENTA_ROLES_CLAIM").orElse("cognito:groups"));
    }

    /** How callers sign in. */
    public Kind kind() {
        return kind;
    }

    /** The kind's name in documents. */
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Who calls; empty when the event does not tell, though callers have to sign in. */
    public Optional<Caller> caller(APIGatewayV2HTTPEvent event) {
        Optional<Authorizer> found = Optional.ofNullable(event.getRequestContext()).map(RequestContext::getAuthorizer);
        return switch (kind) {
            case NONE -> Optional.of(new Caller(LOCAL, "", map.role(List.of())));
            case IAM -> found.map(Authorizer::getIam).filter(iam -> iam.getUserArn() != null).map(this::ofPrincipal);
            case JWT -> found.map(Authorizer::getJwt).map(Authorizer.JWT::getClaims).flatMap(this::ofClaims);
        };
    }

    /**
     * {@code arn:aws:sts::1:assumed-role/NAME/SESSION} and {@code arn:aws:iam::1:user/PATH/NAME} go by their names, in
     * which case the session tells which person it is.
     */
    private Caller ofPrincipal(IAM iam) {
        String arn = iam.getUserArn();
        String[] parts = arn.substring(arn.lastIndexOf(':') + 1).split("/", 0);
        boolean assumed = parts[0].equals("assumed-role") && parts.length > 2;
        String principal = assumed ? parts[1] : parts[parts.length - 1];
        return new Caller(assumed ? principal + '/' + parts[2] : principal,
                Optional.ofNullable(iam.getCallerId()).orElse(""), map.role(List.of(principal, arn)));
    }

    private Optional<Caller> ofClaims(Map<String, String> claims) {
        return Stream.of("cognito:username", "username", "client_id", "sub").map(claims::get)
                .filter(name -> name != null && !name.isBlank()).findFirst()
                .map(name -> new Caller(name, "", map.role(values(claims.getOrDefault(claim, "")))));
    }

    /** The HTTP API writes a list as {@code [a b]}; a claim may also be one text of several words. */
    private static List<String> values(String claim) {
        return List.of(claim.replaceAll("[\\[\\]\",]", " ").strip().split(" +", 0));
    }
}
