package io.segmenta.local.stack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.local.stack.access.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles and policies of templates; what is not understood is refused by name, never left out. */
class PolicyReaderTest {

    private static final String TEMPLATE = """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
              BucketPolicy:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Bucket
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - {Sid: Tls, Effect: Deny, Principal: "*", Action: s3:*, Resource: "*"}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Description: of the function
                  AssumeRolePolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      Effect: Allow
                      Principal: {Service: lambda.amazonaws.com}
                      Action: sts:AssumeRole
                      Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}
                  Policies:
                    - PolicyName: one
                      PolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - {Sid: Read, Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Bucket.Arn}/*"}
              Function:
                Type: AWS::Serverless::Function
                Properties: {FunctionName: f, Role: !GetAtt Role.Arn}
              Bare:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: bare
                  EventInvokeConfig:
                    DestinationConfig:
                      OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}
              Queue: {Type: AWS::SQS::Queue}
            """;

    @TempDir
    Path folder;

    private Policies read(String template) throws IOException {
        return PolicyReader.read(Files.writeString(folder.resolve("template.yaml"), template), Map.of(), "us-east-1");
    }

    @Test
    void read_rolesFunctionsAndBuckets() throws IOException {
        Policies policies = read(TEMPLATE);

        assertThat(policies.roles().get("Role").statements()).singleElement().satisfies(statement -> {
            assertThat(statement.sid()).isEqualTo("Read");
            assertThat(statement.resources()).containsExactly("arn:aws:s3:::segmenta-bucket/*");
        });
        assertThat(policies.takenBy("lambda.amazonaws.com")).contains(policies.roles().get("Role"));
        assertThat(policies.ofFunctions().get("Function").session()).isEqualTo("f");
        assertThat(policies.ofBuckets()).singleElement().satisfies(denial -> assertThat(denial.allows()).isFalse());
    }

    /** SAM makes the role of a function that names none; it may do no more than hand on what became of calls. */
    @Test
    void read_functionWithoutARole_mayReachItsDestinationsAlone() throws IOException {
        assertThat(read(TEMPLATE).ofFunctions().get("Bare").role().statements()).singleElement()
                .satisfies(statement -> {
                    assertThat(statement.actions()).containsExactly("sqs:SendMessage");
                    assertThat(statement.resources()).containsExactly("arn:aws:sqs:us-east-1:000000000000:Queue");
                });
    }

    @Test
    void read_roleOfAnotherAccountsService_isTakenByNobody() {
        assertThatThrownBy(() -> read(TEMPLATE.replace("!Ref AWS::AccountId", "\"111111111111\"")))
                .isInstanceOf(IOException.class)
                .hasMessage("template.yaml: Function, its role Role cannot be taken by lambda.amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    Action: s3:GetObject           | NotAction: s3:GetObject         | Role, statement Read: the element NotAction is not evaluated here
                    Effect: Allow, Action          | Effect: Perhaps, Action         | Role, statement Read: Effect must be Allow or Deny, got Perhaps
                    Effect: Allow, Action          | Effect: Allow, Condition: {DateLessThan: {aws:CurrentTime: x}}, Action | Role, statement Read: the condition operator DateLessThan is not evaluated here
                    Effect: Allow, Action          | Effect: Allow, Condition: {StringLike: {aws:userid: x}}, Action | Role, statement Read: the condition key aws:userid is not evaluated here
                    Effect: Allow, Action          | Effect: Allow, Principal: "*", Action | Role, statement Read: the element Principal is not evaluated here
                    "${Bucket.Arn}/*"              | "${Bucket.Arn}/${!aws:userid}"  | has a policy variable, which is not evaluated here
                    Description: of the function   | ManagedPolicyArns: [arn:x]      | Role, ManagedPolicyArns is not evaluated here
                    Description: of the function   | PermissionsBoundary: arn:x      | Role, PermissionsBoundary is not evaluated here
                    Action: sts:AssumeRole         | Action: sts:TagSession          | Role, the trust of a role must allow sts:AssumeRole to one service
                    {Service: lambda.amazonaws.com} | {AWS: "*"}                     | Role, the trust of a role must allow sts:AssumeRole to one service
                    aws:SourceAccount              | aws:SourceOrgID                 | Role, the condition key aws:SourceOrgID is not evaluated here
                    Principal: "*", Action: s3:*   | Principal: {AWS: "1"}, Action: s3:* | BucketPolicy, statement Tls:
                    Effect: Deny                   | Effect: Allow                   | BucketPolicy, statement Tls:
                    FunctionName: f,               | FunctionName: f, Policies: [AmazonS3FullAccess], | Function, Policies of a function is not evaluated here; give it a Role
                    !GetAtt Role.Arn               | arn:aws:iam::1:role/other       | Function, its role arn:aws:iam::1:role/other is not one of this template
                    Type: AWS::SQS::Queue          | Type: AWS::IAM::ManagedPolicy   | Queue, AWS::IAM::ManagedPolicy is not evaluated here
                    """)
    void read_whatIsNotUnderstood_isAnErrorThatNamesIt(String part, String instead, String message) {
        assertThat(TEMPLATE).contains(part);
        assertThatThrownBy(() -> read(TEMPLATE.replace(part, instead))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("template.yaml: ").hasMessageContaining(message);
    }
}
