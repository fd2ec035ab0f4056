package io.segmenta.local.stack.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.template.PolicyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * After all journeys: what the roles of the template were asked for, refused, and never needed. It reads what the
 * journeys left in the folder {@code segmenta.access} and so runs after them, in an execution of its own.
 */
class RolesVerdict {

    /** What no journey on one machine needs and stays allowed, as a pattern of findings, each with the reason. */
    private static final Map<String, String> STAYS = Map.of(
            "(Migration|Training|Registration|Deployment|Inference|Api|Scoring|Monitoring|Privacy|Repetition)Role"
                    + "/(Log: logs|Trace: xray):\\w+ is never needed",
            "Lambda itself writes the logs and traces of a function, under its role",
            "SageMakerExecutionRole/Log: logs:\\w+ is never needed",
            "SageMaker itself writes the logs of endpoints",
            "SageMakerExecutionRole/(PullServingImage|SignInToRegistry): ecr:\\w+ is never needed",
            "SageMaker itself pulls the image; on one machine the program runs without one",
            "SageMakerExecutionRole/Measure: cloudwatch:PutMetricData is never needed",
            "SageMaker itself writes the metrics of endpoints",
            "((Training|Repetition)Role/ReadUploads|DeploymentRole/ReadModels): s3:GetObjectVersion "
                    + "(is never|on \\S+ could be) .+"
                    + "|PrivacyRole/(ReadEverything|TakeOut): s3:(Get|Delete)ObjectVersion is never needed",
            "buckets of one machine keep no versions; S3 does, an object that was looked at is read by its version, and"
                    + " an erasure takes all of them",
            "TrainingRole/WritePeople: s3:(Get|Put)Object on \\S+/(assignments\\*|map\\.bin) (is never needed|could be "
                    + ".+)",
            "what another attempt wrote is looked at before it is written again, which no journey has to come to; and"
                    + " there may be more lists than those of today",
            "(InferenceRole/WriteExposures|MonitoringRole/(ReadExperiments|CopyExperiments)): .+ could be .+"
                    + "|PrivacyRole/(TakeOut|WriteAnew): .+"
                    + "|(Monitoring|Privacy|Repetition)Role/GiveUp: sqs:SendMessage is never needed"
                    + "|MonitoringRole/WriteReports: s3:GetObject is never needed",
            "one experiment is decided, of one data set, and few files of each kind are erased from; calls of a"
                    + " schedule fail only where another service does, and are made again an hour later, when what was"
                    + " written is looked at",
            "TrainingRole/WriteLists: s3:GetObject on \\S+/exports/\\* could be .+",
            "a list that another attempt wrote is looked at before it is written again",
            "\\w+Role/(TellAbsentFromForbidden|SeeWhatIsLive): (StringLikeIfExists .+ could do without IfExists"
                    + "|s3:prefix [a-z]+/\\* (is never needed|could be .+))",
            "S3 asks for the right to list when an object is not there, and does not document whether that question has"
                    + " a prefix: these patterns hold either way",
            "bucket/RunsAreWrittenOnce: Bool s3:ObjectCreationOperation \\[true\\] is never needed",
            "whoever restores a large object of a run sends it in parts, which cannot carry the condition");

    private static Policies policies;
    private static List<AccessLog.Entry> entries;
    private static List<String> findings;

    @BeforeAll
    static void read() throws IOException {
        String secret = "arn:aws:secretsmanager:us-east-1:000000000000:secret:segmenta-";
        policies = PolicyReader.read(Path.of("..", "template.yaml"), Map.of("DatabaseUrl", "jdbc:postgresql://own/x",
                "DatabaseSecret", secret + "functions", "MigrationSecret", secret + "owner"), "us-east-1");
        entries = new ArrayList<>();
        for (Path file : DurableFiles.list(Path.of(System.getProperty("segmenta.access")), ".jsonl")) {
            entries.addAll(AccessLog.read(file));
        }
        findings = new ArrayList<>();
        new TreeMap<>(policies.roles()).values()
                .forEach(role -> findings.addAll(new Narrowing(role, seen(role)).possible()));
        findings.addAll(Narrowing.possibleDenials(policies.ofBuckets(),
                entries.stream().filter(AccessLog.Entry::allowed).map(AccessLog.Entry::request).distinct().toList()));
    }

    /** Those of stacks whose names begin as they do by default. */
    private static List<AccessRequest> seen(Role role) {
        return entries.stream().filter(entry -> entry.role().equals(role.name())).map(AccessLog.Entry::request)
                .filter(request -> role.decide(request, List.of()) == Decision.ALLOWED).distinct().toList();
    }

    @Test
    void journeys_usedEveryRoleAndWereRefusedNothing() {
        assertThat(entries).extracting(AccessLog.Entry::role).contains(AccessLog.OWNER)
                .containsAll(policies.roles().keySet());
        assertThat(entries).filteredOn(entry -> !entry.allowed()).isEmpty();
    }

    /** The second witness of what a request asks for. */
    @Test
    void requestsOfRoles_areActionsOnResourcesThatAwsKnows() {
        assertThat(entries).filteredOn(entry -> !entry.role().equals(AccessLog.OWNER))
                .filteredOn(entry -> !ActionTable.go(entry.request().action(), entry.request().resource())).isEmpty();
        assertThat(policies.roles().values()).flatExtracting(Role::statements).flatExtracting(Statement::actions)
                .allMatch(ActionTable::knows);
    }

    @Test
    void roles_allowNothingThatNoJourneyNeeds() {
        assertThat(findings).filteredOn(finding -> STAYS.keySet().stream().noneMatch(finding::matches)).isEmpty();
    }

    @Test
    void exemptions_areAllInUse() {
        assertThat(STAYS.keySet().stream().filter(
                pattern -> findings.stream().noneMatch(Pattern.compile(pattern).asMatchPredicate()))).isEmpty();
    }
}
