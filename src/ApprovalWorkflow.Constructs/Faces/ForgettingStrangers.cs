using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;

namespace ApprovalWorkflow;

/// <summary>
/// Once an hour, deletes expired faces of strangers, and faces that failed invocations left in either collection.
/// Rekognition itself keeps faces for ever.
/// </summary>
internal sealed class ForgettingStrangers : Construct
{
    public ForgettingStrangers(Construct scope, string id, FaceStores stores, FunctionDefaults defaults)
        : base(scope, id)
    {
        var function = new HandlerFunction(
            this, "ForgetStrangers", Duration.Seconds(60), defaults, stores.Environment(people: true, strangers: true));
        foreach (var collection in new[] { stores.People, stores.Strangers })
            function.Role!.Allow(collection.AttrArn, "rekognition:DeleteFaces", "rekognition:ListFaces");
        function.Role!.Allow(stores.Table.TableArn, "dynamodb:DeleteItem", "dynamodb:GetItem");
        new Rule(this, "Hourly", new RuleProps
        {
            Description = "Deletes expired faces of strangers",
            Schedule = Schedule.Rate(Duration.Hours(1)),
            Targets = [new LambdaFunction(function)],
        }).Acknowledge("The next run deletes what a failed one left.", "Serverless-EventBusDLQ");
    }
}
