package io.segmenta.local.stack.access;

/**
 * Somebody who acts under a role.
 *
 * @param session who it is, such as the name of a function
 */
public record Principal(Role role, String session) {

    /** As AWS names it in refusals. */
    String arn() {
        return role.arn().replaceFirst(":iam::", ":sts::").replaceFirst(":role/", ":assumed-role/") + "/" + session;
    }
}
