package io.segmenta.local.stack.access;

import java.util.List;

/**
 * What somebody may do.
 *
 * @param name the logical id in the template
 * @param arn its ARN
 * @param service who takes it, such as {@code lambda.amazonaws.com}; empty when nobody may
 */
public record Role(String name, String arn, String service, List<Statement> statements) {

    public Role {
        statements = List.copyOf(statements);
    }

    /**
     * Decides as IAM does for a request within one account: a denial is stronger than any permission, and what nothing
     * allows is refused.
     *
     * @param ofResources statements of the policies of resources
     */
    public Decision decide(AccessRequest request, List<Statement> ofResources) {
        if (denies(request, ofResources)) {
            return Decision.DENIED_BY_RESOURCE;
        }
        if (denies(request, statements)) {
            return Decision.DENIED_BY_ROLE;
        }
        return statements.stream().anyMatch(statement -> statement.allows() && statement.covers(request))
                ? Decision.ALLOWED
                : Decision.NOT_ALLOWED;
    }

    /** Whether one of the statements denies the request. */
    static boolean denies(AccessRequest request, List<Statement> statements) {
        return statements.stream().anyMatch(statement -> !statement.allows() && statement.covers(request));
    }
}
