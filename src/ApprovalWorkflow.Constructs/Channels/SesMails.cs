using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.SES;
using EventBus = Amazon.CDK.AWS.Events.EventBus;

namespace ApprovalWorkflow;

/// <summary>
/// Mails by SES from one address, which the account has verified. SES tells which came back, for requests' histories
/// and for an alarm.
/// </summary>
internal sealed class SesMails : Construct, IApproverMails
{
    /// <summary>The metric of mails that came back, or were reported as spam.</summary>
    internal const string Returned = "ReturnedMails";

    private readonly SesOptions _options;
    private readonly ConfigurationSet _set;

    public SesMails(Construct scope, string id, SesOptions options, ApprovalTable table, FunctionDefaults functions)
        : base(scope, id)
    {
        _options = options;
        _set = new ConfigurationSet(this, "Mails", new ConfigurationSetProps
        {
            // Mails have links that decide.
            TlsPolicy = ConfigurationSetTlsPolicy.REQUIRE,
        });
        _set.AddEventDestination("Events", new ConfigurationSetEventDestinationOptions
        {
            Destination = EventDestination.EventBus(EventBus.FromEventBusName(this, "Bus", "default")),
            Events = [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
        });
        Record(table, functions);
    }

    public void Equip(HandlerFunction function)
    {
        function.AddEnvironment(Variables.MailFrom, _options.From);
        function.AddEnvironment(Variables.ConfigurationSet, _set.ConfigurationSetName);
        // In SES's sandbox, a recipient is an identity that must be allowed, too. The address of the sender limits it.
        // CDK's own grant has both actions.
        function.Role!.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["ses:SendEmail", "ses:SendRawEmail"],
            Resources = [Arn("identity", "*"), Arn("configuration-set", _set.ConfigurationSetName)],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["ses:FromAddress"] = _options.From },
            },
        }));
        function.Role!.AcknowledgeWildcards(
            "The sender's address limits it. In SES's sandbox, each recipient is an identity, too.",
            $"arn:<AWS::Partition>:ses:{this.RegionInFindings()}:{this.AccountInFindings()}:identity/*");
    }

    /// <summary>Mails outcomes to whoever asked, and to the approvers.</summary>
    public void TellOutcomes(RequestNotificationProps props)
    {
        var notification = new RequestNotification(
            this,
            "Outcomes",
            "NotifyByMail",
            "Whoever asked",
            props,
            [EventTypes.Approved, EventTypes.Rejected, EventTypes.Expired, EventTypes.Withdrawn]);
        if (_options.NotifyRequester) notification.Function.AddEnvironment(Variables.NotifyRequester, "true");
        Equip(notification.Function);
    }

    private void Record(ApprovalTable table, FunctionDefaults functions)
    {
        var queue = new DeadLetterQueue(
            this,
            "Unrecorded",
            "A mail came back, and the request's history does not say so. The log of RecordMailEvent says why. Invoke "
            + "RecordMailEvent with the message to try again.");
        var function = new HandlerFunction(
            this,
            "RecordMailEvent",
            Duration.Seconds(30),
            functions,
            new Dictionary<string, string> { [Variables.RequestsTable] = table.TableName },
            new EventInvocation(queue, Retries: 2, MaxAge: Duration.Hours(6)));
        function.Role!.Allow(table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        LogMetric.Take(this, "Count", function, "returnedMails", Returned);
        new Rule(this, "Returns", new RuleProps
        {
            Description = "Notes mails that came back",
            EventPattern = new EventPattern
            {
                Source = ["aws.ses"],
                DetailType = ["Email Bounced", "Email Complaint Received"],
                // The account may send other mails.
                Detail = new Dictionary<string, object>
                {
                    ["mail"] = new Dictionary<string, object>
                    {
                        ["tags"] = new Dictionary<string, object>
                        {
                            ["ses:configuration-set"] = new[] { _set.ConfigurationSetName },
                        },
                    },
                },
            },
            Targets = [new LambdaFunction(function, new LambdaFunctionProps { DeadLetterQueue = queue })],
        });
    }

    private string Arn(string resource, string name) => Stack.Of(this).FormatArn(new ArnComponents
    {
        Service = "ses",
        Resource = resource,
        ResourceName = name,
    });
}
