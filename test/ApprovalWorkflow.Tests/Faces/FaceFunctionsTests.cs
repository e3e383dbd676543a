using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

/// <summary>Permissions and variables of the functions for faces.</summary>
public class FaceFunctionsTests
{
    private const string Table = "{Faces/People}";
    private const string People = "{Faces/KnownFaces}";
    private const string Strangers = "{Faces/StrangersFaces}";
    private const string PeopleArn = "{Faces/KnownFaces.Arn}";
    private const string StrangersArn = "{Faces/StrangersFaces.Arn}";
    private const string Index = "rekognition:DeleteFaces, rekognition:IndexFaces, rekognition:SearchFaces";

    private static SynthesizedStack Stack => Stacks.Default;

    public static TheoryData<string, string[]> ExpectedPermissions { get; } = new()
    {
        {
            "Recognition/RecognizeFace",
            [
                "Allow dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on " +
                "{Faces/People.Arn}",
                "Allow dynamodb:UpdateItem on {Requests.Arn} if " +
                """{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["mails-*"]}}""",
                $"Allow {Index} on {PeopleArn}, {StrangersArn}",
                $"Allow s3:GetObject on {Buckets.FramesArn}/frames/*",
                $"Allow s3:GetObject, s3:PutObject on {Buckets.FramesArn}/asked/*",
                "Allow sns:Publish on {Approvals/Topic}",
                "Allow sqs:SendMessage on {Faces/Recognition/Unrecognized.Arn}",
                "Allow states:DescribeExecution on " +
                "arn:aws:states:{AWS::Region}:{AWS::AccountId}:execution:{Faces/Workflow/MLApprovalProcess.Name}:*",
                "Allow states:StartExecution on {Faces/Workflow/MLApprovalProcess}",
            ]
        },
        {
            "Workflow/EnrollFace",
            [
                "Allow dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem on {Faces/People.Arn}",
                $"Allow {Index} on {PeopleArn}",
                $"Allow rekognition:DeleteFaces on {StrangersArn}",
                $"Allow s3:GetObject on {Buckets.FramesArn}/asked/*",
                $"Allow s3:PutObject on {Buckets.FramesArn}/people/*",
            ]
        },
        {
            "Workflow/DismissFace",
            [
                "Allow dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem on {Faces/People.Arn}",
                $"Allow rekognition:DeleteFaces on {StrangersArn}",
            ]
        },
        {
            "Forgetting/ForgetStrangers",
            [
                "Allow dynamodb:DeleteItem, dynamodb:GetItem on {Faces/People.Arn}",
                $"Allow rekognition:DeleteFaces, rekognition:ListFaces on {PeopleArn}, {StrangersArn}",
            ]
        },
        { "Routes/ListPeople", ["Allow dynamodb:Scan on {Faces/People.Arn}"] },
        { "Routes/RenamePerson", ["Allow dynamodb:UpdateItem on {Faces/People.Arn}"] },
        {
            "Routes/RemovePerson",
            [
                "Allow dynamodb:DeleteItem, dynamodb:GetItem on {Faces/People.Arn}",
                $"Allow rekognition:DeleteFaces on {PeopleArn}",
                $"Allow s3:DeleteObject on {Buckets.FramesArn}/people/*",
            ]
        },
    };

    public static TheoryData<string, Dictionary<string, string>> ExpectedEnvironments { get; } = new()
    {
        {
            "RecognizeFace",
            new()
            {
                ["PEOPLE_TABLE_NAME"] = Table,
                ["PEOPLE_COLLECTION_ID"] = People,
                ["STRANGERS_COLLECTION_ID"] = Strangers,
                ["FACE_STATE_MACHINE_ARN"] = "{Faces/Workflow/MLApprovalProcess}",
                ["TOPIC_ARN"] = "{Approvals/Topic}",
                ["TABLE_NAME"] = "{Requests}",
                ["APPROVERS"] = "ann@example.com,bob@example.com",
                ["WEBSITE_URL"] = "https://{Website/Distribution.DomainName}",
                ["DETECTION_QUIET_SECONDS"] = "3600",
                ["EXPIRE_AFTER_SECONDS"] = "3600",
            }
        },
        {
            "EnrollFace",
            new()
            {
                ["PEOPLE_TABLE_NAME"] = Table,
                ["PEOPLE_COLLECTION_ID"] = People,
                ["STRANGERS_COLLECTION_ID"] = Strangers,
            }
        },
        {
            "DismissFace",
            new()
            {
                ["PEOPLE_TABLE_NAME"] = Table,
                ["STRANGERS_COLLECTION_ID"] = Strangers,
                ["STRANGER_QUIET_SECONDS"] = "86400",
            }
        },
        {
            "ForgetStrangers",
            new()
            {
                ["PEOPLE_TABLE_NAME"] = Table,
                ["PEOPLE_COLLECTION_ID"] = People,
                ["STRANGERS_COLLECTION_ID"] = Strangers,
            }
        },
        { "ListPeople", new() { ["PEOPLE_TABLE_NAME"] = Table, ["REVIEWER_GROUP"] = "reviewers" } },
        { "RenamePerson", new() { ["PEOPLE_TABLE_NAME"] = Table, ["REVIEWER_GROUP"] = "reviewers" } },
        {
            "RemovePerson",
            new()
            {
                ["PEOPLE_TABLE_NAME"] = Table,
                ["PEOPLE_COLLECTION_ID"] = People,
                ["FRAMES_BUCKET"] = "approval-frames-{AWS::StackId}[2]",
                ["REVIEWER_GROUP"] = "reviewers",
            }
        },
    };

    [Theory]
    [MemberData(nameof(ExpectedPermissions))]
    public void A_function_may_do_exactly_what_its_handler_does(string path, string[] permissions) =>
        HandlerFunctions.AssertMay(Stack, $"Faces/{path}", permissions);

    [Theory]
    [MemberData(nameof(ExpectedEnvironments))]
    public void A_handler_gets_the_environment_that_it_needs(string handler, Dictionary<string, string> environment) =>
        HandlerFunctions.AssertGets(Stack, handler, environment);

    [Fact]
    public void Settings_reach_the_handlers()
    {
        var recognize = HandlerFunctions.Environment(Stacks.Changed, "RecognizeFace");
        var dismiss = HandlerFunctions.Environment(Stacks.Changed, "DismissFace");

        Assert.Equal("300", recognize["DETECTION_QUIET_SECONDS"]);
        Assert.Equal("172801", recognize["EXPIRE_AFTER_SECONDS"]);
        Assert.Equal("259200", dismiss["STRANGER_QUIET_SECONDS"]);
    }
}
