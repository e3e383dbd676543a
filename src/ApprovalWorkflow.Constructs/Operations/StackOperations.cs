using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;

namespace ApprovalWorkflow;

/// <summary>Properties of <see cref="StackOperations"/>.</summary>
/// <param name="Approvals">Whose approvers' subscriptions are checked.</param>
/// <param name="Watched">
/// The functions, state machines, topics, queues and APIs below these are watched: the approvals' stack, for example.
/// </param>
public sealed record StackOperationsProps(Approvals Approvals, IReadOnlyList<Construct> Watched)
{
    /// <summary>Whom alarms tell. Default: no alarms.</summary>
    public AlarmOptions? Alarms { get; init; }
}

/// <summary>A dashboard, saved queries of the logs, a daily check of subscriptions and, if wanted, alarms.</summary>
public sealed class StackOperations : Construct
{
    /// <summary>Watches the constructs that exist at this point, so create it last.</summary>
    /// <exception cref="InvalidPropertyException">Alarms have an address and a topic, or none.</exception>
    public StackOperations(Construct scope, string id, StackOperationsProps props)
        : base(scope, id)
    {
        props.Alarms?.Check();
        var topics = All(props.Watched).OfType<PersonalMails>().ToList();
        var approvals = props.Approvals;
        // Code belongs to one stack.
        var functions = Stack.Of(this) == Stack.Of(approvals)
            ? approvals.Functions
            : new FunctionDefaults(approvals.Options.Functions);
        // SES has no subscriptions.
        if (topics.Count > 0)
            new SubscriptionCheck(this, "Subscriptions", topics, approvals.Options.Approvers, functions);
        var watched = All(props.Watched);
        LogQueries.Save(this, watched);
        var watches = watched.SelectMany(Watch.AllOf).ToList();
        var alarms = props.Alarms is null ? [] : CreateAlarms(watches, props.Alarms);
        var dashboard = new OperationsDashboard(this, "Dashboard", alarms, watches);
        var region = Stack.Of(this).Region;
        DashboardUrl = $"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}"
            + $"#dashboards/dashboard/{dashboard.DashboardName}";
    }

    /// <summary>The dashboard's address in the console.</summary>
    public string DashboardUrl { get; }

    private static List<IConstruct> All(IReadOnlyList<Construct> scopes) =>
        [.. scopes.SelectMany(scope => scope.Node.FindAll())];

    private List<IAlarm> CreateAlarms(List<Watch> watches, AlarmOptions options)
    {
        var topic = options.Email is { } email
            ? new AlarmMails(this, "Mails", email)
            : Topic.FromTopicArn(this, "Topic", options.TopicArn!);
        var action = new SnsAction(topic);
        var alarms = new List<IAlarm>();
        foreach (var watch in watches)
        {
            if (watch.Alarm is not { } rule) continue;
            var name = $"{watch.Of.PathInIds()} {watch.Problem}";
            var alarm = new Alarm(this, name, new AlarmProps
            {
                AlarmName = name,
                AlarmDescription = rule.Remedy,
                Metric = watch.Metric,
                Threshold = rule.Threshold,
                EvaluationPeriods = rule.Periods,
                ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                TreatMissingData = rule.WithoutData,
            });
            alarm.AddAlarmAction(action);
            alarms.Add(alarm);
        }
        return alarms;
    }
}
