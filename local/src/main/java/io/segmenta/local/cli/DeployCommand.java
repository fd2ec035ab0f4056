package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.SettingsKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta deploy}: builds, pushes the serving image, and has SAM create or update the stack on AWS. */
@Command(name = "deploy", description = "Build, push the serving image and deploy the stack to AWS.")
final class DeployCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Segmenta root;

    @Option(names = "--stack-name", paramLabel = "NAME", defaultValue = "segmenta", description = "CloudFormation "
            + "stack (default: ${DEFAULT-VALUE}).")
    private String stackName;

    @Option(names = "--region", paramLabel = "REGION", description = "Region (default: the AWS CLI's).")
    private @Nullable String region;

    @Option(names = "--repository", paramLabel = "NAME", defaultValue = "segmenta-serving",
            description = "ECR repository of the serving image, made if missing (default: ${DEFAULT-VALUE}).")
    private String repository;

    @Option(names = "--tag", paramLabel = "TAG", description = "Tag of the serving image (default: a hash of the "
            + "program, so that a tag never changes).")
    private @Nullable String tag;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A parameter of template.yaml, for "
            + "example SignIn=NONE; may be repeated.")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--skip-image", description = "The image is in the repository already.")
    private boolean skipImage;

    @Option(names = "--yes", description = "Do not show the change set for confirmation first.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        for (String parameter : parameters) {
            if (parameter.indexOf('=') < 1) {
                throw CliException.user("--parameter must be NAME=VALUE, got \"%s\"", parameter);
            }
        }
        if (!yes && !root.environment().terminal()) {
            throw CliException.user(
                    "there is no terminal to confirm the change set on; pass --yes to deploy without confirmation");
        }
        Tools tools = new Tools(root.environment());
        tools.require("aws", "install the AWS CLI, version 2");
        tools.require("sam", "install the AWS SAM CLI, 1.148 or newer");
        tools.require("mvn", "install Maven 3.8.6 or newer");
        if (region != null) {
            tools.set("AWS_REGION", region);
            tools.set("AWS_DEFAULT_REGION", region);
        }
        tools.set("JAVA_HOME", System.getProperty("java.home"));
        step("Building the functions");
        tools.run("mvn", "-q", "-B", "-ntp", "-DskipTests", "-pl", "!benchmarks", "package");
        String served = tag == null ? "b-" + programHash().substring(0, 16) : tag;
        if (!skipImage) {
            pushImage(tools, served);
        }
        step("Deploying the stack " + stackName);
        boolean stood = stands(tools);
        tools.run("sam", samArguments(served, stood).toArray(String[]::new));
        if (!stood) {
            step("Protecting the catalogue from deletion");
            tools.run("sam", samArguments(served, true).toArray(String[]::new));
        }
        StackOutputs outputs = StackOutputs.of(tools, stackName);
        step("Uploading pipeline_config.yaml");
        tools.run("aws", "s3", "cp", "--only-show-errors", "pipeline_config.yaml",
                "s3://" + outputs.bucket(stackName) + "/" + SettingsKeys.BASE);
        show(outputs);
        return CliException.OK;
    }

    private void pushImage(Tools tools, String served) throws IOException {
        String account = JSON.readTree(tools.output("aws", "sts", "get-caller-identity", "--output", "json"))
                .path("Account").asText();
        JsonNode known = JSON.readTree(tools.output("aws", "ecr", "describe-repositories", "--output", "json"));
        String uri = uri(known);
        if (uri.isEmpty()) {
            step("Making the image repository " + repository);
            uri = JSON.readTree(tools.output("aws", "ecr", "create-repository", "--repository-name", repository,
                    "--image-scanning-configuration", "scanOnPush=true", "--image-tag-mutability", "IMMUTABLE",
                    "--output", "json")).path("repository")
                    .path("repositoryUri").asText();
        }
        if (account.isEmpty() || !uri.startsWith(account + ".")) {
            throw CliException.infrastructure("the repository %s does not belong to the account %s", uri, account);
        }
        if (hasTag(tools, served)) {
            step("The serving image " + uri + ":" + served + " is there already");
            return;
        }
        step("Pushing the serving image " + uri + ":" + served);
        String password = tools.output("aws", "ecr", "get-login-password").strip();
        Path login = Files.createTempDirectory("segmenta-login");
        try {
            // A file of this user alone rather than an argument: arguments can be read by everybody on the machine.
            Files.writeString(login.resolve("config.json"), loginFile(uri, password));
            tools.set("DOCKER_CONFIG", login.toString());
            tools.run("mvn", "-q", "-B", "-ntp", "-DskipTests", "-pl", "serving", "-am", "package", "jib:build",
                    "-Dserving.image=" + uri + ":" + served);
        } finally {
            CleanCommand.removeTree(login);
        }
    }

    private boolean hasTag(Tools tools, String served) throws IOException {
        JsonNode images = JSON.readTree(tools.output("aws", "ecr", "list-images", "--repository-name", repository,
                "--output", "json"));
        for (JsonNode image : images.path("imageIds")) {
            if (image.path("imageTag").asText().equals(served)) {
                return true;
            }
        }
        return false;
    }

    /** The SHA-256 of the serving program: of every jar in it, by name. */
    private String programHash() throws IOException {
        Path target = root.environment().projectDir().resolve("serving/target");
        List<Path> jars = new ArrayList<>();
        for (Path folder : List.of(target, target.resolve("lib"))) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (Path jar : jars) {
            digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(jar));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String uri(JsonNode repositories) {
        for (JsonNode one : repositories.path("repositories")) {
            if (one.path("repositoryName").asText().equals(repository)) {
                return one.path("repositoryUri").asText();
            }
        }
        return "";
    }

    private static String loginFile(String uri, String password) {
        String host = uri.substring(0, uri.indexOf('/'));
        ObjectNode file = JSON.createObjectNode();
        file.putObject("auths").putObject(host).put("auth",
                Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8)));
        return file.toString();
    }

    /** Whether the stack has been made before: what a first deployment makes must be free to go if it fails. */
    private boolean stands(Tools tools) throws IOException {
        JsonNode stacks = JSON.readTree(tools.output("aws", "cloudformation", "list-stacks", "--stack-status-filter",
                "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "--output", "json"));
        for (JsonNode stack : stacks.path("StackSummaries")) {
            if (stack.path("StackName").asText().equals(stackName)) {
                return true;
            }
        }
        return false;
    }

    private List<String> samArguments(String served, boolean protect) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("deploy", "--template-file", "template.yaml", "--stack-name",
                stackName, "--resolve-s3", "--capabilities", "CAPABILITY_IAM", "--no-fail-on-empty-changeset"));
        arguments.add(yes ? "--no-confirm-changeset" : "--confirm-changeset");
        if (region != null) {
            arguments.addAll(List.of("--region", region));
        }
        List<String> overrides = new ArrayList<>(
                List.of("ServingRepository=" + repository, "ServingTag=" + served, "ProtectCatalogue=" + protect));
        overrides.addAll(parameters);
        if (parameters.stream().noneMatch(parameter -> parameter.startsWith("Release="))) {
            overrides.add("Release=" + Release.of(root.environment().projectDir(), overrides));
        }
        arguments.add("--parameter-overrides");
        arguments.addAll(overrides);
        return arguments;
    }

    private void show(StackOutputs outputs) {
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(JSON.valueToTree(outputs.all()));
            return;
        }
        screen.line(screen.bold("Deployed " + stackName + "."));
        outputs.all().forEach((name, value) -> screen.line("  %-28s %s", name, value));
        screen.line("Upload a file with:  segmenta run FILE"
                + (stackName.equals("segmenta") ? "" : " --stack-name " + stackName));
    }

    private void step(String text) {
        root.screen().note("==> " + text);
    }
}
