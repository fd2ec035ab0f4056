package io.segmenta.model.contract;

import java.util.regex.Pattern;

/** What stands beside a decision in the registry: something that a person said, or a sentence of this program. */
public final class ApprovalComment {
    /** Begins what the policy says of a version that it approves. */
    public static final String BY_POLICY = "approved by policy: ";
    /** Begins what the policy says of a version that it does not approve. */
    public static final String LEFT_BY_POLICY = "left to a person by policy: ";

    private static final String TOOL = " with segmenta";
    private static final Pattern BY_DEFAULT = Pattern.compile("(approved|rejected) by .*" + TOOL);

    private ApprovalComment() {}

    /** What the command line says for somebody who says nothing. */
    public static String byDefault(String verb, String user) {
        return verb + " by " + user + TOOL;
    }

    /** Whether a person said something. */
    public static boolean isOfAPerson(String comment) {
        return !comment.isBlank() && !comment.startsWith(BY_POLICY) && !comment.startsWith(LEFT_BY_POLICY)
                && !BY_DEFAULT.matcher(comment).matches();
    }
}
