package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    private static final String REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/segmenta-serving";

    @TempDir
    private Path folder;
    private FakeTools tools;
    private Cli cli;
    private String answers = "";

    @BeforeEach
    void layOutProject() throws IOException {
        Files.createDirectories(folder.resolve("serving/target/lib"));
        Files.writeString(folder.resolve("serving/target/segmenta-serving-0.1.0.jar"), "program");
        Files.writeString(folder.resolve("serving/target/lib/model.jar"), "model");
        tools = new FakeTools(folder.resolve("bin"));
        cli = new Cli(folder, folder).with("PATH", tools.path());
    }

    @Test
    void deploy_newAccount_makesRepositoryPushesAndDeploys() throws IOException {
        fakeAws("{\"repositories\":[]}", "{\"imageIds\":[]}");
        tools.program("sam", "").program("mvn", "*jib*) cat \"$DOCKER_CONFIG/config.json\" >> %s ;;"
                .formatted(folder.resolve("login.json")));

        Cli.Outcome outcome = cli.run("deploy", "--yes", "--parameter", "SignIn=NONE");

        assertThat(outcome.err()).contains("==> Building the functions", "==> Pushing the serving image");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Deployed segmenta.", "HttpApiUrl", "https://example.invalid");
        assertThat(tools.calls()).anyMatch(call -> call.startsWith("aws ecr create-repository --repository-name "
                + "segmenta-serving"))
                .anyMatch(call -> call.matches("mvn .*jib:build -Dserving.image=" + REPOSITORY + ":b-[0-9a-f]{16}"))
                .anyMatch(call -> call.matches("sam deploy .*--capabilities CAPABILITY_IAM .*--no-confirm-changeset "
                        + "--parameter-overrides ServingRepository=segmenta-serving ServingTag=b-[0-9a-f]{16} "
                        + "ProtectCatalogue=false SignIn=NONE Release=[0-9a-f]{32}"))
                .as("what a first deployment makes is protected once it stands")
                .anyMatch(call -> call.matches("sam deploy .* ProtectCatalogue=true SignIn=NONE Release=.*"))
                .anyMatch(call -> call.endsWith("pipeline_config.yaml s3://the-bucket/config/pipeline.yaml"))
                .noneMatch(call -> call.contains("s3cr3t"));
        assertThat(folder.resolve("login.json")).content()
                .contains("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "QVdTOnMzY3IzdA==");
    }

    @Test
    void deploy_sameImageThereAlready_pushesNothing() throws IOException {
        fakeAws("{\"repositories\":[{\"repositoryName\":\"segmenta-serving\",\"repositoryUri\":\"%s\"}]}"
                .formatted(REPOSITORY), "{\"imageIds\":[{\"imageTag\":\"one\"}]}");
        tools.program("sam", "").program("mvn", "");

        Cli.Outcome outcome = cli.run("deploy", "--yes", "--tag", "one", "--region", "eu-west-1");

        assertThat(outcome.err()).contains(REPOSITORY + ":one is there already");
        assertThat(outcome.exitCode()).isZero();
        assertThat(tools.calls()).noneMatch(call -> call.contains("jib") || call.contains("create-repository"))
                .anyMatch(call -> call.startsWith("sam deploy") && call.contains("--region eu-west-1"));
    }

    @Test
    void deploy_stackThatStands_keepsItsCatalogueProtected() throws IOException {
        fakeAws("{\"repositories\":[]}", "{\"imageIds\":[]}");
        tools.program("aws", "*list-stacks*) echo '{\"StackSummaries\":[{\"StackName\":\"segmenta\"}]}' ;;\n" + answers)
                .program("sam", "").program("mvn", "");

        assertThat(cli.run("deploy", "--yes", "--skip-image").exitCode()).isZero();

        assertThat(tools.calls()).filteredOn(call -> call.startsWith("sam deploy")).singleElement().asString()
                .contains(" ProtectCatalogue=true ");
    }

    /** SAM sees no change of the template's text when a parameter has another value. */
    @Test
    void release_changesWithEveryParameterAndEveryArchive() throws IOException {
        String first = Release.of(folder, List.of("SignIn=NONE", "DefaultDataset=a"));
        assertThat(Release.of(folder, List.of("DefaultDataset=a", "SignIn=NONE"))).isEqualTo(first);
        assertThat(Release.of(folder, List.of("SignIn=NONE", "DefaultDataset=b"))).isNotEqualTo(first);
        assertThat(Release.of(folder, List.of("SignIn=NONEDefaultDataset=a"))).isNotEqualTo(first);
        Path archive = folder.resolve("functions/inference/target/segmenta-inference-function.zip");
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "one");
        String second = Release.of(folder, List.of("SignIn=NONE", "DefaultDataset=a"));
        assertThat(second).isNotEqualTo(first);
        Files.writeString(archive, "two");
        assertThat(Release.of(folder, List.of("SignIn=NONE", "DefaultDataset=a"))).isNotEqualTo(second);
    }

    @Test
    void deploy_samMissing_saysWhatToInstall() throws IOException {
        tools.program("aws", "").program("mvn", "");

        Cli.Outcome outcome = new Cli(folder, folder).with("PATH", tools.onlyPath()).run("deploy", "--yes");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("segmenta: sam is needed and is not on the PATH; install").hasLineCount(1);
        assertThat(tools.calls()).isEmpty();
    }

    @Test
    void deploy_buildFails_stopsWithItsExitCode() throws IOException {
        tools.program("aws", "").program("sam", "").program("mvn", "*) exit 7 ;;");

        Cli.Outcome outcome = cli.run("deploy", "--yes");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).endsWith("segmenta: mvn failed with exit code 7; its output is above\n");
        assertThat(tools.calls()).noneMatch(call -> call.startsWith("sam"));
    }

    @Test
    void deploy_nobodyToConfirm_asksForYes() {
        Cli.Outcome outcome = cli.run("deploy");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("--yes");
    }

    @Test
    void run_stackOfAnotherKind_saysThatItHasNoBucket() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "a,b\n1,2\n");
        tools.program("aws", "*describe-stacks*) echo '{\"Stacks\":[{\"Outputs\":[]}]}' ;;");

        Cli.Outcome outcome = cli.run("run", "customers.csv", "--stack-name", "other");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("segmenta: the stack other has no output Bucket; is it Segmenta's?\n");
        assertThat(tools.calls()).containsExactly(
                "aws cloudformation describe-stacks --stack-name other --output json");
    }

    private void fakeAws(String repositories, String images) throws IOException {
        answers = """
                *list-stacks*) echo '{"StackSummaries":[]}' ;;
                *get-caller-identity*) echo '{"Account":"123456789012"}' ;;
                *describe-repositories*) echo '%s' ;;
                *create-repository*) echo '{"repository":{"repositoryUri":"%s"}}' ;;
                *list-images*) echo '%s' ;;
                *get-login-password*) echo s3cr3t ;;
                *describe-stacks*) echo '{"Stacks":[{"Outputs":[{"OutputKey":"Bucket","OutputValue":"the-bucket"},\
                {"OutputKey":"HttpApiUrl","OutputValue":"https://example.invalid"}]}]}' ;;
                """.formatted(repositories, REPOSITORY, images);
        tools.program("aws", answers);
    }
}
