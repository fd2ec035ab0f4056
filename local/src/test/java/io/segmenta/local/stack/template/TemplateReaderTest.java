package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.template.FunctionPlan.ToFunction;
import io.segmenta.local.stack.template.FunctionPlan.ToQueue;
import io.segmenta.local.stack.template.SystemPlan.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateReaderTest {

    @TempDir
    Path folder;

    @Test
    void read_functionsOfCloudFormation_settled() throws IOException {
        SystemPlan plan = read("""
                Parameters:
                  Stage: {Type: String, Default: test}
                  Origins: {Type: CommaDelimitedList, Default: "a,b"}
                  Own: {Type: String}
                Mappings:
                  Sizes: {test: {memory: 512}}
                Conditions:
                  IsTest: !Equals [!Ref Stage, test]
                  IsLive: !Not [!Condition IsTest]
                  Both: !And [!Condition IsTest, !Condition IsLive]
                Globals:
                  Function:
                    Timeout: 7
                    Environment: {Variables: {STAGE: !Ref Stage, SHARED: global}}
                Resources:
                  Left:
                    Type: AWS::Serverless::Function
                    Condition: IsLive
                    Properties: {Handler: a.B, CodeUri: left.zip}
                  Right:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: !Sub "${Stage}-right"
                      Handler: a.B::c
                      CodeUri: right.zip
                      MemorySize: !FindInMap [Sizes, !Ref Stage, memory]
                      Environment:
                        Variables:
                          SHARED: own
                          ARN: !GetAtt Dead.Arn
                          BUCKET: !Sub ["${Name}-${AWS::Region}-${!Literal}", {Name: !Ref Files}]
                          JOINED: !Join ["+", !Ref Origins]
                          SECOND: !Select [1, !Split [",", "x,y"]]
                          GONE: !If [IsLive, here, !Ref AWS::NoValue]
                          BOTH: !If [Both, "yes", "no"]
                      EventInvokeConfig:
                        MaximumRetryAttempts: 1
                        DestinationConfig:
                          OnSuccess: {Type: Lambda, Destination: !Ref Right.Alias}
                          OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}
                      Events:
                        Call: {Type: HttpApi, Properties: {Path: "/x/{id}", Method: post}}
                        Tick: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
                  Files:
                    Type: AWS::S3::Bucket
                    Properties: {BucketName: !Sub "files-${AWS::AccountId}"}
                  Dead: {Type: AWS::SQS::Queue}
                """);
        assertThat(plan.functions()).hasSize(1);
        FunctionPlan right = plan.function("Right").orElseThrow();
        assertThat(right.name()).isEqualTo("test-right");
        assertThat(right.archive()).isEqualTo(folder.resolve("right.zip").toAbsolutePath());
        assertThat(right.memoryMb()).isEqualTo(512);
        assertThat(right.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(right.retries()).isEqualTo(1);
        assertThat(right.onSuccess()).contains(new ToFunction("Right"));
        assertThat(right.onFailure()).contains(new ToQueue("Dead"));
        assertThat(right.deadLetters()).isEqualTo(Optional.empty());
        assertThat(right.environment()).isEqualTo(Map.of("STAGE", "test", "SHARED", "own", "ARN",
                "arn:aws:sqs:us-east-1:000000000000:Dead", "BUCKET", "files-000000000000-us-east-1-${Literal}",
                "JOINED",
                "a+b", "SECOND", "y", "BOTH", "no"));
        assertThat(plan.routes()).containsExactly(new Route("POST", "/x/{id}", "Right"));
        assertThat(plan.schedules()).singleElement()
                .satisfies(schedule -> assertThat(schedule.expression()).isEqualTo("rate(1 day)"));
        assertThat(plan.queues()).containsExactly("Dead");
    }

    @Test
    void read_unknownReference_refusedByName() {
        assertThatThrownBy(() -> read("""
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: a.B, CodeUri: f.zip, FunctionName: !Ref Nobody}
                """)).isInstanceOf(IOException.class).hasMessageContaining("Nobody");
    }

    @Test
    void read_projectTemplate_hasTheWholePath() throws IOException {
        SystemPlan plan = TemplateReader.read(Path.of("../template.yaml"),
                Map.of("DatabaseUrl", "jdbc:postgresql://127.0.0.1/postgres", "DatabaseSecret",
                        "arn:aws:secretsmanager:us-east-1:000000000000:secret:s"),
                "us-east-1");
        assertThat(plan.functions()).extracting(FunctionPlan::id).contains("TrainingFunction",
                "RegistrationFunction", "DeploymentFunction", "InferenceFunction", "ApiFunction", "ScoringFunction",
                "MonitoringFunction", "PrivacyFunction", "RepetitionFunction");
        FunctionPlan training = plan.function("TrainingFunction").orElseThrow();
        assertThat(training.handler()).isEqualTo("io.segmenta.training.TrainingHandler::handleRequest");
        assertThat(training.environment()).containsKeys("SEGMENTA_BUCKET", "SEGMENTA_DATABASE_URL")
                .doesNotContainKey("SEGMENTA_DSQL_ENDPOINT");
        assertThat(training.onSuccess()).contains(new ToFunction("RegistrationFunction"));
        assertThat(training.onFailure()).contains(new ToQueue("TrainingDeadLetters"));
        String bucket = plan.buckets().getFirst().name();
        assertThat(plan.uploads()).extracting(SystemPlan.UploadTrigger::function)
                .containsExactlyInAnyOrder("TrainingFunction", "TrainingFunction", "TrainingFunction",
                        "TrainingFunction", "TrainingFunction", "TrainingFunction", "ScoringFunction",
                        "PrivacyFunction", "MonitoringFunction", "RepetitionFunction");
        assertThat(plan.uploads()).filteredOn(upload -> upload.function().equals("MonitoringFunction")).singleElement()
                .satisfies(upload -> onlyCreatedUnder("outcomes/mall/x/week.csv", upload, bucket));
        assertThat(plan.uploads()).filteredOn(upload -> upload.function().equals("ScoringFunction"))
                .allMatch(upload -> upload.matches(bucket, "ObjectCreated:Put", "score/mall/x.csv")
                        && !upload.matches(bucket, "ObjectCreated:Put", "people/mall/scores/x.csv.json"));
        assertThat(plan.uploads()).filteredOn(upload -> upload.function().equals("TrainingFunction"))
                .satisfiesExactlyInAnyOrder(upload -> onlyCreatedUnder("data/mall/x.csv", upload, bucket),
                        upload -> onlyCreatedUnder("uploads/mall/x.csv", upload, bucket),
                        upload -> onlyCreatedUnder("exports/mall/x.request.json", upload, bucket),
                        upload -> onlyCreatedUnder("large/mall/r/survey.json", upload, bucket),
                        upload -> onlyCreatedUnder("large/mall/r/fitted.json", upload, bucket),
                        upload -> onlyCreatedUnder("large/mall/r/fault.json", upload, bucket));
        assertThat(plan.rules()).hasSize(2)
                .allSatisfy(rule -> assertThat(rule.function()).isEqualTo("DeploymentFunction"));
        assertThat(plan.routes()).extracting(route -> route.method() + " " + route.path())
                .containsAll(List.of("POST /predict", "POST /predict/batch", "POST /api/predict", "GET /health",
                        "ANY /{proxy+}"));
        assertThat(plan.buckets().getFirst().cors()).containsExactly(new SystemPlan.CorsRule(
                List.of(SystemPlan.API_ENDPOINT), List.of("PUT", "GET"), List.of("*"), List.of("ETag"), 3_600));
    }

    @Test
    void read_projectTemplateWithLargeData_hasTrainingGoOnWithRunsThatWait() throws IOException {
        SystemPlan plan = TemplateReader.read(Path.of("../template.yaml"),
                Map.of("DatabaseUrl", "jdbc:postgresql://127.0.0.1/postgres", "DatabaseSecret",
                        "arn:aws:secretsmanager:us-east-1:000000000000:secret:s", "LargeData", "true"),
                "us-east-1");
        assertThat(plan.function("TrainingFunction").orElseThrow().environment())
                .containsEntry("SEGMENTA_LARGE_APPLICATION", "SparkApplication")
                .containsEntry("SEGMENTA_LARGE_ROLE_ARN", "arn:aws:iam::000000000000:role/SparkJobRole")
                .containsEntry("SEGMENTA_LARGE_PROGRAM",
                        "s3://" + plan.buckets().getFirst().name() + "/jobs/segmenta-spark.jar");
        assertThat(plan.rules()).filteredOn(rule -> rule.id().equals("JobFailed")).singleElement()
                .satisfies(rule -> assertThat(rule.input()).contains("\"key\":\"large/failed\"")
                        .contains(plan.buckets().getFirst().name()));
        assertThat(plan.schedules()).filteredOn(schedule -> schedule.id().equals("JobLook")).singleElement()
                .satisfies(schedule -> assertThat(schedule.input()).contains("\"key\":\"large/look\""));
    }

    @Test
    void read_projectTemplate_letsPagesOfAllowedOriginsUseTheBucket() throws IOException {
        SystemPlan plan = TemplateReader.read(Path.of("../template.yaml"),
                Map.of("DatabaseUrl", "jdbc:postgresql://127.0.0.1/postgres", "DatabaseSecret",
                        "arn:aws:secretsmanager:us-east-1:000000000000:secret:s", "AllowedOrigins",
                        "https://segments.example,https://other.example"),
                "us-east-1");
        assertThat(plan.buckets().getFirst().cors()).extracting(SystemPlan.CorsRule::origins).containsExactly(
                List.of(SystemPlan.API_ENDPOINT), List.of("https://segments.example", "https://other.example"));
    }

    @Test
    void read_projectTemplateWithIam_leavesToAnybodyOnlyWhatHoldsNoData() throws IOException {
        SystemPlan plan = TemplateReader.read(Path.of("../template.yaml"),
                Map.of("SignIn", "IAM", "DatabaseUrl", "jdbc:postgresql://127.0.0.1/postgres", "DatabaseSecret",
                        "arn:aws:secretsmanager:us-east-1:000000000000:secret:s"),
                "us-east-1");
        assertThat(plan.routes()).filteredOn(route -> !route.signed()).extracting(Route::path)
                .containsExactlyInAnyOrder("/docs", "/docs/{proxy+}", "/{proxy+}");
        assertThat(plan.routes()).filteredOn(Route::signed).extracting(Route::path).contains("/predict",
                "/predict/batch", "/api/predict", "/health", "/api/v1/{proxy+}");
        assertThat(TemplateReader.read(Path.of("../template.yaml"), Map.of("SignIn", "NONE"), "us-east-1").routes())
                .noneMatch(Route::signed);
    }

    private static void onlyCreatedUnder(String key, SystemPlan.UploadTrigger upload, String bucket) {
        assertThat(upload.matches(bucket, "ObjectCreated:Put", key)).isTrue();
        assertThat(upload.matches(bucket, "ObjectCreated:Put", "runs/mall/x.csv")).isFalse();
        assertThat(upload.matches(bucket, "ObjectCreated:Put", "exports/mall/x.csv")).isFalse();
        assertThat(upload.matches(bucket, "ObjectRemoved:Delete", key)).isFalse();
    }

    private SystemPlan read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), text);
        return TemplateReader.read(file, Map.of(), "us-east-1");
    }
}
