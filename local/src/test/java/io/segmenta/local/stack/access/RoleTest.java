package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies decided by hand, as IAM's reference of policy elements and of its evaluation says. */
class RoleTest {

    private static final String BUCKET = "arn:aws:s3:::b";

    static Role role(Statement... statements) {
        return new Role("R", "arn:aws:iam::000000000000:role/R", "lambda.amazonaws.com", List.of(statements));
    }

    static Statement statement(String effect, Object action, Object resource, Map<String, ?> conditions) {
        return Statement.of(Map.of("Sid", "S", "Effect", effect, "Action", action, "Resource", resource, "Condition",
                conditions));
    }

    static Statement allow(Object action, Object resource) {
        return statement("Allow", action, resource, Map.of());
    }

    private static AccessRequest put(String key, Map<String, String> context) {
        return new AccessRequest("s3:PutObject", BUCKET + "/" + key, context);
    }

    @ParameterizedTest
    @CsvSource({"s3:GetObject, runs/a/m, ALLOWED", "S3:getobject, runs/a/m, ALLOWED",
            "s3:GetObjectVersion, runs/a/m, NOT_ALLOWED", "s3:GetObject, data/a/m, NOT_ALLOWED",
            "s3:GetObject, Runs/a/m, NOT_ALLOWED", "s3:GetObject, runs/, ALLOWED",
            "s3:GetObject, xruns/a, NOT_ALLOWED"})
    void decide_theActionOnTheResourceAlone(String action, String key, Decision decision) {
        assertThat(role(allow("s3:GetObject", BUCKET + "/runs/*"))
                .decide(AccessRequest.of(action, BUCKET + "/" + key), List.of())).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:s3:::b/*, arn:aws:s3:::b/a, true", "arn:aws-cn:s3:::b/*, arn:aws:s3:::b/a, false",
            "arn:*:s3:::b/*, arn:aws-cn:s3:::b/a, true", "arn:aws:s3:::b, arn:aws:s3:::b/a, false",
            "arn:aws:s3:::b/*, arn:aws:s3:::b2/a, false", "*, arn:aws:s3:::b/a, true"})
    void decide_resourcesByTheWholeArnWithItsPartition(String pattern, String arn, boolean allowed) {
        assertThat(role(allow("s3:GetObject", pattern)).decide(AccessRequest.of("s3:GetObject", arn),
                List.of()) == Decision.ALLOWED).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"'', '', true", "'', a, false", "*, '', true", "*, a/b, true", "?, a, true", "?, '', false",
            "a*c, abc, true", "a*c, ac, true", "a*c, abcd, false", "a**c, abbc, true", "*/m, runs/x/m, true",
            "runs/*/m, runs/a/b/m, true", "runs/*/m, runs/m, false", "r?ns, runs, true", "r?ns, rns, false",
            "a.c, abc, false", "\\d, 1, false", "*a*b, xxaxxaxb, true", "*ab, aab, true", "[a], a, false"})
    void wildcards_standForAnyCharactersAndForOne(String pattern, String text, boolean match) {
        assertThat(Wildcards.match(pattern, text)).isEqualTo(match);
    }

    @Test
    void decide_denialOfTheRole_isStrongerThanItsPermission() {
        Role role = role(allow("s3:*", "*"), statement("Deny", "s3:Put*", BUCKET + "/live/*", Map.of()));
        assertThat(role.decide(put("live/a", Map.of()), List.of())).isEqualTo(Decision.DENIED_BY_ROLE);
        assertThat(role.decide(put("data/a", Map.of()), List.of())).isEqualTo(Decision.ALLOWED);
        assertThat(role(statement("Deny", "s3:*", "*", Map.of())).decide(put("data/a", Map.of()), List.of()))
                .isEqualTo(Decision.DENIED_BY_ROLE);
    }

    @Test
    void decide_denialOfTheBucket_isStrongerThanThePermissionOfTheRole() {
        Role role = role(allow("s3:*", "*"));
        List<Statement> once = List.of(statement("Deny", "s3:PutObject", BUCKET + "/runs/*",
                Map.of("Null", Map.of("s3:if-none-match", "true"), "Bool",
                        Map.of("s3:ObjectCreationOperation", "true"))));
        assertThat(role.decide(put("runs/a", Map.of("s3:ObjectCreationOperation", "true")), once))
                .isEqualTo(Decision.DENIED_BY_RESOURCE);
        assertThat(role.decide(put("runs/a", Map.of("s3:ObjectCreationOperation", "true", "s3:if-none-match", "*")),
                once)).isEqualTo(Decision.ALLOWED);
        assertThat(role.decide(put("runs/a", Map.of("s3:ObjectCreationOperation", "false")), once))
                .isEqualTo(Decision.ALLOWED);
        assertThat(role.decide(put("data/a", Map.of("s3:ObjectCreationOperation", "true")), once))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"StringLike, , false", "StringLikeIfExists, , true", "StringLikeIfExists, runs/a, true",
            "StringLikeIfExists, data/a, false", "StringEquals, 'runs/*', true", "StringEquals, runs/a, false",
            "StringEqualsIfExists, , true", "StringEqualsIfExists, runs/a, false"})
    void decide_stringConditions_oneOfTheValues(String operator, String prefix, boolean allowed) {
        Role role = role(statement("Allow", "s3:ListBucket", BUCKET,
                Map.of(operator, Map.of("s3:prefix", List.of("runs/*", "live/*")))));
        assertThat(role.decide(new AccessRequest("s3:ListBucket", BUCKET,
                prefix == null ? Map.of() : Map.of("s3:prefix", prefix)), List.of()) == Decision.ALLOWED)
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"Bool, aws:SecureTransport, true, true", "Bool, aws:SecureTransport, false, false",
            "NumericLessThan, s3:TlsVersion, 1.2, false", "NumericLessThan, s3:TlsVersion, 1.30, false",
            "NumericLessThan, s3:TlsVersion, 1.4, true", "NumericLessThan, s3:TlsVersion, 10, true",
            "Null, s3:TlsVersion, false, true", "Null, s3:TlsVersion, true, false", "Null, s3:prefix, true, true",
            "Null, s3:prefix, false, false", "NumericLessThanIfExists, s3:TlsVersion, 1.2, false"})
    void decide_otherConditions(String operator, String key, String value, boolean allowed) {
        Role role = role(statement("Allow", "s3:GetObject", "*", Map.of(operator, Map.of(key, value))));
        assertThat(role.decide(new AccessRequest("s3:GetObject", BUCKET + "/a", Map.of("s3:TlsVersion", "1.3")),
                List.of()) == Decision.ALLOWED).isEqualTo(allowed);
    }

    @Test
    void decide_severalConditions_allHaveToHold() {
        Role role = role(statement("Allow", "s3:ListBucket", BUCKET, Map.of("StringLike", Map.of("s3:prefix", "a*"),
                "Bool", Map.of("aws:SecureTransport", "false"))));
        assertThat(role.decide(new AccessRequest("s3:ListBucket", BUCKET, Map.of("s3:prefix", "ab")), List.of()))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Condition|DateLessThan|the condition operator DateLessThan is not evaluated",
            "Condition|StringNotEquals|the condition operator StringNotEquals is not evaluated",
            "Condition|ForAnyValue:StringLike|the condition operator ForAnyValue:StringLike is not evaluated",
            "Condition|NullIfExists|the condition operator NullIfExists is not evaluated",
            "NotAction|x|the element NotAction is not evaluated", "NotResource|x|the element NotResource is not",
            "Principal|*|the element Principal is not", "Effect|Permit|Effect must be Allow or Deny, got Permit",
            "Action||it has no Action", "Resource||it has no Resource",
            "Resource|arn:aws:s3:::b/${aws:username}/*|has a policy variable, which is not evaluated"})
    void of_whatIsNotEvaluated_isRefusedWithTheStatementsName(String element, String value, String message) {
        Map<String, Object> statement = new LinkedHashMap<>(
                Map.of("Sid", "Some", "Effect", "Allow", "Action", "s3:*", "Resource", "*"));
        statement.put(element, element.equals("Condition") ? Map.of(value, Map.of("s3:prefix", "a"))
                : value == null ? List.of() : value);
        assertThatThrownBy(() -> Statement.of(statement)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("statement Some: ").hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"StringEquals, aws:PrincipalTag/x, a, the condition key aws:PrincipalTag/x is not evaluated here",
            "StringLike, s3:prefix, ${aws:username}, has a policy variable",
            "Bool, aws:SecureTransport, no, 'the condition Bool of aws:SecureTransport cannot have the value \"no\"'",
            "Null, s3:prefix, maybe, cannot have the value", "NumericLessThan, s3:TlsVersion, TLS, cannot have the"})
    void of_keyOrValueThatIsNotEvaluated_isRefusedByName(String operator, String key, String value, String message) {
        assertThatThrownBy(() -> statement("Allow", "s3:*", "*", Map.of(operator, Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
