namespace ApprovalWorkflow;

/// <param name="Secret">The name of the secret with the app's keys.</param>
/// <param name="Channel">Null for direct messages.</param>
internal sealed record SlackAppProps(
    ApprovalTable Table,
    ApprovalApi Api,
    string WebsiteUrl,
    FunctionDefaults Functions,
    string Secret,
    string? Channel);

/// <summary>Tells approvers of requests in Slack, and takes their decisions from there.</summary>
internal sealed class SlackApp : Construct
{
    /// <summary>Below the API's address; Slack sends there what people press.</summary>
    public const string InteractionsPath = "slack/interactions";

    public SlackApp(Construct scope, string id, SlackAppProps props)
        : base(scope, id)
    {
        var environment = new Dictionary<string, string> { [Variables.SlackSecret] = props.Secret };
        if (props.Channel is not null) environment[Variables.SlackChannel] = props.Channel;
        var notification = new RequestNotification(
            this,
            "Notification",
            "NotifySlack",
            "Slack",
            new(props.Table, props.WebsiteUrl, props.Functions, environment));
        Interactions = new HandlerFunction(
            this,
            "SlackInteractions",
            Duration.Seconds(10),
            props.Functions,
            new Dictionary<string, string>
            {
                [Variables.RequestsTable] = props.Table.TableName,
                [Variables.SlackSecret] = props.Secret,
            });
        Interactions.Role!.Allow(props.Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        foreach (var function in new[] { notification.Function, Interactions })
            function.Role!.AllowSecret(this, props.Secret);
        // CloudFront hands on every header but Host, and API Gateway the body as it came: both are signed.
        var route = props.Api.RestApi.Root.ResourceForPath(InteractionsPath);
        route.Acknowledge(
            "The function checks Slack's signature of each call.", "AwsSolutions-APIG4", "AwsSolutions-COG4");
        props.Api.Methods.AddOpen(route, "POST", Interactions);
    }

    /// <summary>Records decisions and calls Step Functions back.</summary>
    public HandlerFunction Interactions { get; }
}
