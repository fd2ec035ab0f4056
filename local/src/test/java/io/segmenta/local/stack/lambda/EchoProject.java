package io.segmenta.local.stack.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A project for tests: a template with the product's logical ids, every function an {@link EchoHandler}. */
public final class EchoProject {

    private static final String TEMPLATE = """
            Globals:
              Function:
                CodeUri: echo.zip
                Handler: io.segmenta.local.stack.lambda.EchoHandler::handleRequest
                MemorySize: 256
                Timeout: 30
                Environment: {Variables: {SEEN: FOLDER/seen}}
            Resources:
              DataBucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: !Sub "segmenta-${AWS::AccountId}"
                  VersioningConfiguration: {Status: Enabled}
              TrainingFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Upload:
                      Type: S3
                      Properties:
                        Bucket: !Ref DataBucket
                        Events: s3:ObjectCreated:*
                        Filter: {S3Key: {Rules: [{Name: prefix, Value: data/}]}}
                  EventInvokeConfig:
                    MaximumRetryAttempts: 1
                    DestinationConfig:
                      OnSuccess: {Type: Lambda, Destination: !GetAtt RegistrationFunction.Arn}
                      OnFailure: {Type: SQS, Destination: !GetAtt TrainingDeadLetters.Arn}
              RegistrationFunction: {Type: AWS::Serverless::Function, Properties: {}}
              DeploymentFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Changed:
                      Type: EventBridgeRule
                      Properties:
                        Pattern: {source: [aws.sagemaker], detail: {ModelPackageGroupName: [{prefix: segmenta-}]}}
              InferenceFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Predict: {Type: HttpApi, Properties: {Path: "/predict/{id}", Method: POST, ApiId: !Ref HttpApi}}
              HttpApi:
                Type: AWS::Serverless::HttpApi
                Properties: {CorsConfiguration: {AllowOrigins: ["*"], AllowMethods: [POST]}}
              TrainingDeadLetters: {Type: AWS::SQS::Queue}
            """;

    private EchoProject() {}

    /** Writes {@code template.yaml} and {@code echo.zip}; the functions write what they see to {@code seen}. */
    public static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("template.yaml"),
                TEMPLATE.replace("FOLDER", folder.toAbsolutePath().toString()));
        pack(folder.resolve("echo.zip"));
    }

    /** Packs the handler in a jar under {@code lib}, as the functions of the product are. */
    static void packJar(Path archive) throws IOException {
        Path jar = archive.resolveSibling("echo.jar");
        pack(jar);
        try (OutputStream out = Files.newOutputStream(archive); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("lib/echo.jar"));
            Files.copy(jar, zip);
        }
    }

    /** Packs the handler alone. */
    static void pack(Path archive) throws IOException {
        String classFile = EchoHandler.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out);
                InputStream in = EchoHandler.class.getResourceAsStream("/" + classFile)) {
            zip.putNextEntry(new ZipEntry(classFile));
            in.transferTo(zip);
        }
    }
}
