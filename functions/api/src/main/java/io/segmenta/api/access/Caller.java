package io.segmenta.api.access;

import java.util.Optional;

/**
 * Who calls.
 *
 * @param name as the sign-in tells it: a subject, the name of a role or user of AWS, or {@code local}
 * @param principal as AWS names principals; empty where callers do not sign in by it
 * @param role the highest that the role map gives; empty when it gives none
 */
public record Caller(String name, String principal, Optional<Role> role) {

    /** Whether the caller has the role, or one that includes it. */
    public boolean has(Role needed) {
        return role.filter(held -> held.includes(needed)).isPresent();
    }
}
