using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using ApprovalWorkflow.Lambda;

namespace ApprovalWorkflow.Faces;

/// <summary>
/// Deletes the faces of strangers whose time is over, and what a failed look at a frame left in either collection, once
/// an hour: Rekognition keeps faces until somebody does.
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
            Description = "Deletes the faces of strangers whose time is over",
            Schedule = Schedule.Rate(Duration.Hours(1)),
            Targets = [new LambdaFunction(function)],
        }).Acknowledge("What one run leaves, the next one deletes.", "Serverless-EventBusDLQ");
    }
}
