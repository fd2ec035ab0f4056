package io.segmenta.local.stack.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the template says on who may do what.
 *
 * @param roles by logical id
 * @param ofFunctions by the logical id of the function
 * @param ofBuckets statements of the policies of buckets, which hold for everybody; all of them deny
 */
public record Policies(Map<String, Role> roles, Map<String, Principal> ofFunctions, List<Statement> ofBuckets) {

    /** No roles and no policies. */
    public static final Policies NONE = new Policies(Map.of(), Map.of(), List.of());

    public Policies {
        roles = Map.copyOf(roles);
        ofFunctions = Map.copyOf(ofFunctions);
        ofBuckets = List.copyOf(ofBuckets);
    }

    /** The first role that a service takes. */
    public Optional<Role> takenBy(String service) {
        return roles.values().stream().filter(role -> role.service().equals(service)).findFirst();
    }
}
