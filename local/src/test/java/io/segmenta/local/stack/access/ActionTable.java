package io.segmenta.local.stack.access;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of AWS's Service Authorization Reference ("Actions, resources, and condition keys for AWS services") that
 * the template uses, written down from its pages on Amazon S3, Amazon SageMaker, AWS Lambda, Amazon SQS, AWS Secrets
 * Manager, IAM, Amazon EMR Serverless, Amazon ECR, Amazon Aurora DSQL, CloudWatch and CloudWatch Logs as they were in
 * June 2026.
 */
final class ActionTable {

    /**
     * An action and the types of resources that it knows; a star marks one that has to be allowed whenever the action
     * is. A plus marks one that the reference does not have and another page of AWS's does:
     * <ul>
     * <li>{@code CreateModel} on a model package: SageMaker Developer Guide, "Register and deploy models with Model
     * Registry", policies for another account's registry.
     * <li>{@code ListModelPackages} on nothing: the same guide's "API permissions reference" says that lists cannot be
     * restricted, where the reference names model packages as possible. "*" holds either way.
     * </ul>
     */
    private static final Map<String, List<String>> TYPES = table("""
            s3:GetObject                         object
            s3:GetObjectVersion                  object
            s3:PutObject                         object
            s3:DeleteObject                      object
            s3:DeleteObjectVersion               object
            s3:ListBucket                        bucket
            s3:ListBucketVersions                bucket
            sagemaker:CreateModelPackageGroup    model-package-group*
            sagemaker:CreateModelPackage         model-package
            sagemaker:DescribeModelPackage       model-package*
            sagemaker:UpdateModelPackage         model-package*
            sagemaker:ListModelPackages          none+
            sagemaker:CreateModel                model* model-package+
            sagemaker:DeleteModel                model*
            sagemaker:CreateEndpointConfig       endpoint-config*
            sagemaker:DeleteEndpointConfig       endpoint-config*
            sagemaker:CreateEndpoint             endpoint* endpoint-config*
            sagemaker:UpdateEndpoint             endpoint* endpoint-config*
            sagemaker:DescribeEndpoint           endpoint*
            sagemaker:DeleteEndpoint             endpoint*
            sagemaker:InvokeEndpoint             endpoint*
            iam:PassRole                         role*
            emr-serverless:StartJobRun           application*
            emr-serverless:ListJobRuns           application*
            emr-serverless:GetJobRun             job-run*
            emr-serverless:CancelJobRun          job-run*
            lambda:InvokeFunction                function*
            sqs:SendMessage                      queue*
            secretsmanager:GetSecretValue        secret*
            events:PutEvents                     event-bus*
            dsql:DbConnect                       cluster*
            dsql:DbConnectAdmin                  cluster*
            ecr:BatchGetImage                    repository*
            ecr:DescribeImages                   repository*
            ecr:BatchCheckLayerAvailability      repository*
            ecr:GetDownloadUrlForLayer           repository*
            ecr:GetAuthorizationToken            none
            cloudwatch:PutMetricData             none
            logs:CreateLogGroup                  log-group*
            logs:DescribeLogGroups               none
            logs:DescribeLogStreams              log-group*
            logs:CreateLogStream                 log-stream*
            logs:PutLogEvents                    log-stream*
            xray:PutTraceSegments                none
            xray:PutTelemetryRecords             none
            """);

    /** What else an action needs, which the reference has in its column of dependent actions. */
    private static final Map<String, List<String>> DEPENDENT = table("""
            sagemaker:CreateModel                iam:PassRole
            emr-serverless:StartJobRun           iam:PassRole
            """);

    /** The ARN of each type, as the reference has it, with {@code ${...}} for names. */
    private static final Map<String, List<String>> ARNS = table("""
            object               arn:${Partition}:s3:::${BucketName}/${ObjectName}
            bucket               arn:${Partition}:s3:::${BucketName}
            model                arn:${Partition}:sagemaker:${Region}:${Account}:model/${ModelName}
            model-package        arn:${Partition}:sagemaker:${Region}:${Account}:model-package/${ModelPackageName}
            model-package-group  arn:${Partition}:sagemaker:${Region}:${Account}:model-package-group/${Name}
            endpoint             arn:${Partition}:sagemaker:${Region}:${Account}:endpoint/${EndpointName}
            endpoint-config      arn:${Partition}:sagemaker:${Region}:${Account}:endpoint-config/${Name}
            application          arn:${Partition}:emr-serverless:${Region}:${Account}:/applications/${Id}
            job-run              arn:${Partition}:emr-serverless:${Region}:${Account}:/applications/${Id}/jobruns/${Job}
            role                 arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}
            function             arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}
            queue                arn:${Partition}:sqs:${Region}:${Account}:${QueueName}
            secret               arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}
            event-bus            arn:${Partition}:events:${Region}:${Account}:event-bus/${EventBusName}
            cluster              arn:${Partition}:dsql:${Region}:${Account}:cluster/${Identifier}
            repository           arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}
            log-group            arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}
            log-stream           arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:log-stream:${Name}
            none                 *
            """);

    private ActionTable() {}

    private static Map<String, List<String>> table(String text) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            List<String> words = Arrays.asList(line.strip().split(" +", -1));
            table.put(words.getFirst(), words.subList(1, words.size()));
        }
        return table;
    }

    /** Whether the table has the action. */
    static boolean knows(String action) {
        return TYPES.containsKey(action);
    }

    /** Whether an action knows resources of the type that an ARN, or a pattern of ARNs, is of. */
    static boolean go(String action, String arn) {
        return names(action).anyMatch(type -> isOf(type, arn));
    }

    /** What has to be asked beside an action on a resource: other required types, and dependent actions. */
    static List<String> missing(String action, List<AccessRequest> asked) {
        List<String> types = TYPES.getOrDefault(action, List.of()).stream().filter(type -> type.endsWith("*"))
                .map(ActionTable::name)
                .filter(type -> asked.stream()
                        .noneMatch(one -> one.action().equals(action) && isOf(type, one.resource())))
                .toList();
        List<String> actions = DEPENDENT.getOrDefault(action, List.of()).stream()
                .filter(other -> asked.stream().noneMatch(one -> one.action().equals(other))).toList();
        return Stream.concat(types.stream(), actions.stream()).toList();
    }

    private static Stream<String> names(String action) {
        return TYPES.getOrDefault(action, List.of()).stream().map(ActionTable::name);
    }

    private static String name(String type) {
        return type.replaceAll("[*+]$", "");
    }

    private static boolean isOf(String type, String arn) {
        String format = Optional.ofNullable(ARNS.get(type)).orElseThrow().getFirst();
        if (format.equals("*")) {
            return arn.equals("*");
        }
        String expression = Pattern.quote(format).replaceAll("\\$\\{(Partition|Region|Account)\\}", "\\\\E[^:/]+\\\\Q")
                .replaceAll("\\$\\{BucketName\\}", "\\\\E[^:/]+\\\\Q").replaceAll("\\$\\{[A-Za-z]+\\}", "\\\\E.+\\\\Q");
        // A pattern may end with a star that stands for the rest of the ARN.
        return arn.matches(expression) || (arn.endsWith(":*") && arn.replaceFirst("\\*$", "log-stream:x")
                .matches(expression));
    }
}
