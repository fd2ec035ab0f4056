package io.segmenta.local.stack.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows every key and what its holder may do: the owner's key everything but what a bucket's policy denies, a
 * function's key what its role in the template allows. A decision takes microseconds and asks nobody.
 */
public final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String OWNER = "arn:aws:iam::000000000000:root";

    private final Policies policies;
    private final AccessLog log;
    private final Map<String, AccessKey> ofFunctions = new HashMap<>();
    private final Map<String, AccessKey> ofServices = new HashMap<>();
    private final Map<String, AccessKey> keys = new HashMap<>();
    private final Map<String, Principal> principals = new HashMap<>();

    /** Draws a key for every function, and for what a service runs under a role. */
    public Guard(Policies policies, AccessLog log, AccessKey owner) {
        this.policies = policies;
        this.log = log;
        keys.put(owner.id(), owner);
        policies.ofFunctions().forEach((function, principal) -> ofFunctions.put(function, draw(principal)));
        policies.roles().values().stream().map(Role::service).filter(service -> !service.isEmpty())
                .forEach(service -> taken(service).ifPresent(
                        principal -> ofServices.computeIfAbsent(service, _ -> draw(principal))));
    }

    private AccessKey draw(Principal principal) {
        AccessKey key = AccessKey.draw();
        keys.put(key.id(), key);
        principals.put(key.id(), principal);
        return key;
    }

    /** The key of this name. */
    public Optional<AccessKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /**
     * The key that a function signs with.
     *
     * @throws IllegalArgumentException when the template has no such function
     */
    public AccessKey ofFunction(String function) {
        AccessKey key = ofFunctions.get(function);
        if (key == null) {
            throw new IllegalArgumentException("the template has no function " + function);
        }
        return key;
    }

    /** The key of what a service runs under the role it takes; empty when the template has none for it. */
    public Optional<AccessKey> ofService(String service) {
        return Optional.ofNullable(ofServices.get(service));
    }

    private Optional<Principal> taken(String service) {
        return policies.takenBy(service).map(role -> new Principal(role, service));
    }

    /** The identifier of whoever holds the key, as AWS has one: of the owner the account, else role and session. */
    String principalId(String keyId, String account) {
        return Optional.ofNullable(principals.get(keyId)).map(known -> known.role().name() + ":" + known.session())
                .orElse(account);
    }

    /** Whoever holds the key, as AWS names principals. */
    String principalArn(String keyId) {
        return Optional.ofNullable(principals.get(keyId)).map(Principal::arn).orElse(OWNER);
    }

    /** Why whoever holds the key may not do all of it; empty when it may. */
    Optional<Denial> denial(String keyId, List<AccessRequest> requests) {
        Optional<Principal> principal = Optional.ofNullable(principals.get(keyId));
        return requests.stream().flatMap(request -> denial(principal, request).stream()).findFirst();
    }

    /** Whether somebody wants to know what is asked for. */
    boolean isWatched() {
        return log.isKept();
    }

    /** Whether whoever holds the key might do it, which is noted nowhere. */
    boolean might(String keyId, AccessRequest request) {
        return decide(Optional.ofNullable(principals.get(keyId)), request) == Decision.ALLOWED;
    }

    /** Whether a function may do it; what Lambda does for it goes by the same role. */
    public boolean functionPermits(String function, String action, String resource) {
        Principal principal = policies.ofFunctions().get(function);
        return principal != null && denial(Optional.of(principal), AccessRequest.of(action, resource)).isEmpty();
    }

    /** Whether the role that a service takes may do it. */
    public boolean servicePermits(String service, String action, String resource) {
        Optional<Principal> principal = taken(service);
        return principal.isPresent() && denial(principal, AccessRequest.of(action, resource)).isEmpty();
    }

    private Optional<Denial> denial(Optional<Principal> principal, AccessRequest request) {
        Decision decision = decide(principal, request);
        boolean allowed = decision == Decision.ALLOWED;
        log.add(new AccessLog.Entry(principal.map(known -> known.role().name()).orElse(AccessLog.OWNER), request,
                allowed));
        if (allowed) {
            return Optional.empty();
        }
        Denial denial = new Denial(principal.map(Principal::arn).orElse(OWNER), request, decision);
        LOG.warn("{}", denial.message(""));
        return Optional.of(denial);
    }

    private Decision decide(Optional<Principal> principal, AccessRequest request) {
        if (principal.isPresent()) {
            return principal.get().role().decide(request, policies.ofBuckets());
        }
        return Role.denies(request, policies.ofBuckets()) ? Decision.DENIED_BY_RESOURCE : Decision.ALLOWED;
    }
}
