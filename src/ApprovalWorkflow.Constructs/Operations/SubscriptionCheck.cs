using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;

namespace ApprovalWorkflow;

/// <summary>Once a day, looks for approvers whom mails do not reach: their subscription is pending or gone.</summary>
internal sealed class SubscriptionCheck : Construct
{
    /// <summary>The metric of the subscriptions that are missing.</summary>
    public const string Metric = "MissingSubscriptions";

    public SubscriptionCheck(
        Construct scope,
        string id,
        IReadOnlyList<PersonalMails> topics,
        IReadOnlyList<string> approvers,
        FunctionDefaults functions)
        : base(scope, id)
    {
        var function = new HandlerFunction(
            this, "CheckSubscriptions", Duration.Seconds(60), functions, new Dictionary<string, string>
            {
                [Variables.Topics] = string.Join(',', topics.Select(topic => topic.TopicArn)),
                [Variables.Approvers] = string.Join(',', approvers),
            });
        foreach (var topic in topics) function.Role!.Allow(topic.TopicArn, "sns:ListSubscriptionsByTopic");
        LogMetric.Take(this, "Missing", function, "missingSubscriptions", Metric);
        new Rule(this, "Daily", new RuleProps
        {
            Description = "Looks for approvers whom mails do not reach",
            Schedule = Schedule.Rate(Duration.Days(1)),
            Targets = [new LambdaFunction(function)],
        }).Acknowledge("The next run finds what a failed one did not.", "Serverless-EventBusDLQ");
    }
}
