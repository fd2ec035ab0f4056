package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The input of an operation, with the checks that SageMaker makes of every field.
 *
 * @param principal who asks, as AWS names principals
 */
record Request(ObjectNode json, String principal) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");

    /** A required text. */
    String text(String field) {
        String value = json.path(field).asText("");
        if (value.isEmpty()) {
            throw ServiceFault.validation("1 validation error detected: Value null at '" + wire(field)
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** A text or, when it is absent, another. */
    String text(String field, String standard) {
        return json.path(field).asText(standard);
    }

    /** A required name of a resource: letters, digits and inner hyphens, at most 63. */
    String name(String field) {
        String value = text(field);
        if (!NAME.matcher(value).matches()) {
            throw ServiceFault.validation("1 validation error detected: Value '" + value + "' at '" + wire(field)
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
        }
        return value;
    }

    /** One of some values. */
    String oneOf(String field, String standard, String... allowed) {
        String value = text(field, standard);
        for (String one : allowed) {
            if (one.equals(value)) {
                return value;
            }
        }
        throw ServiceFault.validation("1 validation error detected: Value '" + value + "' at '" + wire(field)
                + "' failed to satisfy constraint: Member must satisfy enum value set: ["
                + String.join(", ", allowed) + "]");
    }

    /** Who asks, as SageMaker notes it beside what is made or changed. */
    ObjectNode user() {
        ObjectNode user = Resources.object();
        user.putObject("IamIdentity").put("PrincipalId", principal);
        return user;
    }

    JsonNode get(String field) {
        return json.path(field);
    }

    private static String wire(String field) {
        return field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
    }
}
