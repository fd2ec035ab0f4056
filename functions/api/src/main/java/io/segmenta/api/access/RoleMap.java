package io.segmenta.api.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which role whom is given: pairs such as {@code marketing=analyst}, parted by commas. On the left stands a value of
 * the token's claim, the name of a role or user of AWS, or {@code *} for everybody who is signed in.
 */
public final class RoleMap {
    private static final String EVERYBODY = "*";

    private final Map<String, Role> roles;

    private RoleMap(Map<String, Role> roles) {
        this.roles = Map.copyOf(roles);
    }

    /**
     * Reads a role map.
     *
     * @throws IllegalArgumentException when a pair has no equals sign or names no role
     */
    public static RoleMap of(String text) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String pair : text.split(",", 0)) {
            if (!pair.isBlank()) {
                // What AWS calls a role may hold an equals sign; what we call one does not.
                int equals = pair.lastIndexOf('=');
                String word = pair.substring(equals + 1).strip();
                Role role = Role.of(word).filter(_ -> equals > 0).orElseThrow(() -> new IllegalArgumentException(
                        "RoleMap must be NAME=ROLE,..., with viewer, analyst, approver or operator for ROLE, got \""
                                + pair.strip() + '"'));
                roles.put(pair.substring(0, equals).strip(), role);
            }
        }
        return new RoleMap(roles);
    }

    /** The highest role of those that the names are given; empty when they are given none. */
    public Optional<Role> role(Collection<String> names) {
        return Stream.concat(names.stream(), Stream.of(EVERYBODY)).map(roles::get).filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }
}
