package io.segmenta.local.stack.access;

import static io.segmenta.local.stack.access.RoleTest.allow;
import static io.segmenta.local.stack.access.RoleTest.role;
import static io.segmenta.local.stack.access.RoleTest.statement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What nobody needs, in roles and requests of a few lines. */
class NarrowingTest {

    private static final String BUCKET = "arn:aws:s3:::b";

    private static AccessRequest get(String key) {
        return AccessRequest.of("s3:GetObject", BUCKET + "/" + key);
    }

    private static AccessRequest put(String key) {
        return AccessRequest.of("s3:PutObject", BUCKET + "/" + key);
    }

    private static List<String> possible(Statement statement, AccessRequest... seen) {
        return new Narrowing(role(statement), List.of(seen)).possible();
    }

    @Test
    void possible_actionsAndResourcesThatNobodyNeeds() {
        Statement statement = allow(List.of("s3:GetObject", "s3:PutObject"),
                List.of(BUCKET + "/runs/*", BUCKET + "/live/*"));

        assertThat(possible(statement, get("runs/shop/1/model"), get("runs/mall/2/config")))
                .containsExactly("R/S: s3:PutObject is never needed", "R/S: " + BUCKET + "/live/* is never needed");
        assertThat(possible(statement, get("runs/shop/1/model"), get("runs/mall/2/config"), put("live/a"),
                put("live/b"))).containsExactly(
                        "R/S: s3:GetObject on " + BUCKET + "/live/* is never needed",
                        "R/S: s3:PutObject on " + BUCKET + "/runs/* is never needed");
        assertThat(possible(statement)).containsExactly("R/S: s3:GetObject is never needed",
                "R/S: s3:PutObject is never needed");
    }

    @Test
    void possible_segmentsOfPatterns() {
        Statement runs = allow("s3:GetObject", BUCKET + "/runs/*");
        assertThat(possible(runs, get("runs/shop/1/model"), get("runs/mall/2/model"))).containsExactly(
                "R/S: s3:GetObject on " + BUCKET + "/runs/* could be " + BUCKET + "/runs/*/model");
        assertThat(possible(runs, get("runs/shop/1/model"), get("runs/shop/2/config"))).containsExactly(
                "R/S: s3:GetObject on " + BUCKET + "/runs/* could be " + BUCKET + "/runs/shop/*");
        assertThat(possible(runs, get("runs/a.json"), get("runs/b.json"))).containsExactly(
                "R/S: s3:GetObject on " + BUCKET + "/runs/* could be " + BUCKET + "/runs/*.json");
        assertThat(possible(runs, get("runs/a"))).containsExactly(
                "R/S: s3:GetObject on " + BUCKET + "/runs/* could be " + BUCKET + "/runs/a");
        assertThat(possible(runs, get("runs/shop/1/model"), get("runs/mall/2/config"))).isEmpty();
        assertThat(possible(allow("s3:GetObject", BUCKET + "/runs/*/model"), get("runs/shop/1/model"),
                get("runs/shop/2/model"))).containsExactly("R/S: s3:GetObject on " + BUCKET
                        + "/runs/*/model could be " + BUCKET + "/runs/shop/*/model");
    }

    @Test
    void possible_everything_whereAnActionKnowsResources() {
        assertThat(possible(allow("s3:GetObject", "*"), get("runs/a"), get("live/b"))).containsExactly(
                "R/S: s3:GetObject on * could be " + BUCKET + "/*");
        assertThat(possible(allow("iam:PassRole", "*"), AccessRequest.of("iam:PassRole", "arn:aws:iam::1:role/a")))
                .containsExactly("R/S: iam:PassRole on * could be arn:aws:iam::1:role/a");
        assertThat(possible(allow("sagemaker:ListModelPackages", "*"),
                AccessRequest.of("sagemaker:ListModelPackages", "*"))).isEmpty();
    }

    @Test
    void possible_conditions() {
        Statement list = statement("Allow", "s3:ListBucket", BUCKET,
                Map.of("StringLikeIfExists", Map.of("s3:prefix", List.of("runs/*", "live/*"))));
        AccessRequest live = new AccessRequest("s3:ListBucket", BUCKET, Map.of("s3:prefix", "live/"));
        AccessRequest absent = AccessRequest.of("s3:ListBucket", BUCKET);

        assertThat(possible(list, live, absent)).containsExactly("R/S: s3:prefix runs/* is never needed",
                "R/S: s3:prefix live/* could be live/");
        assertThat(possible(list, live)).contains(
                "R/S: StringLikeIfExists s3:prefix [runs/*, live/*] could do without IfExists");
    }

    @Test
    void possible_twoStatementsForOneThing_eachIsSaidToBeTooMuch() {
        Statement again = new Statement("Again", true, List.of("s3:GetObject"), List.of(BUCKET + "/runs/*"),
                List.of());
        assertThat(new Narrowing(role(allow("s3:GetObject", BUCKET + "/*"), again), List.of(get("runs/a/b")))
                .possible()).containsExactly("R/S: s3:GetObject is never needed",
                        "R/Again: s3:GetObject is never needed");
    }

    @Test
    void possibleDenials_conditionsWithoutWhichNothingWouldBeRefused() {
        Statement once = statement("Deny", "s3:PutObject", BUCKET + "/runs/*", Map.of("Null",
                Map.of("s3:if-none-match", "true"), "Bool", Map.of("s3:ObjectCreationOperation", "true")));
        AccessRequest conditional = new AccessRequest("s3:PutObject", BUCKET + "/runs/a",
                Map.of("s3:if-none-match", "*", "s3:ObjectCreationOperation", "true"));

        assertThat(Narrowing.possibleDenials(List.of(once), List.of(conditional)))
                .containsExactly("bucket/S: Bool s3:ObjectCreationOperation [true] is never needed");
    }
}
