using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>Metrics made of a number that functions log.</summary>
internal static class LogMetric
{
    /// <summary>The namespace of this app's metrics: the stack's name and the suffix of names.</summary>
    public static string Namespace(IConstruct scope) => $"{Stack.Of(scope).StackName}{scope.NameSuffix()}";

    /// <summary>Takes the number in a member of log lines. Several logs can share a metric.</summary>
    public static void Take(Construct scope, string id, HandlerFunction function, string member, string metric) =>
        new MetricFilter(scope, id, new MetricFilterProps
        {
            LogGroup = function.LogGroup,
            FilterPattern = FilterPattern.NumberValue($"$.{member}", ">=", 0),
            MetricNamespace = Namespace(scope),
            MetricName = metric,
            MetricValue = $"$.{member}",
        });

    /// <summary>The metric's highest value in a period.</summary>
    public static Metric Highest(IConstruct scope, string metric, string label, Duration period) => new(new MetricProps
    {
        Namespace = Namespace(scope),
        MetricName = metric,
        Statistic = "Maximum",
        Label = label,
        Period = period,
    });
}
