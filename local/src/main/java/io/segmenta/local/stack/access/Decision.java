package io.segmenta.local.stack.access;

/** What policies say to a request, with the words that AWS's refusals end with. */
public enum Decision {
    /** One statement allows it and none denies it. */
    ALLOWED(""),
    /** Nothing allows it. */
    NOT_ALLOWED(" because no identity-based policy allows the %s action"),
    /** The role denies it. */
    DENIED_BY_ROLE(" with an explicit deny in an identity-based policy"),
    /** The policy of the resource denies it. */
    DENIED_BY_RESOURCE(" with an explicit deny in a resource-based policy");

    private final String words;

    Decision(String words) {
        this.words = words;
    }

    /** Why an action is refused. */
    String why(String action) {
        return words.replace("%s", action);
    }
}
