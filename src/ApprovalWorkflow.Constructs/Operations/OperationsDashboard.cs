using Amazon.CDK.AWS.CloudWatch;

namespace ApprovalWorkflow;

/// <summary>One page: what is wrong, what each part does, and where to read more.</summary>
internal sealed class OperationsDashboard : Dashboard
{
    private const int Wide = 24;

    /// <param name="alarms">Shown first; empty if there are none.</param>
    public OperationsDashboard(
        Construct scope, string id, IReadOnlyList<IAlarm> alarms, IReadOnlyList<Watch> watches)
        : base(scope, id, new DashboardProps { DashboardName = Name(scope), DefaultInterval = Duration.Days(1) })
    {
        if (alarms.Count > 0)
            AddWidgets(new AlarmStatusWidget(new AlarmStatusWidgetProps
            {
                Title = "Alarms",
                Alarms = [.. alarms],
                SortBy = AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
                Width = Wide,
                Height = 8,
            }));
        foreach (var section in Watch.Sections)
        {
            var metrics = watches.Where(watch => watch.Section == section).Select(watch => watch.Metric).ToArray();
            if (metrics.Length > 0)
                AddWidgets(new GraphWidget(new GraphWidgetProps { Title = section, Left = metrics, Width = Wide }));
        }
        AddWidgets(new TextWidget(new TextWidgetProps
        {
            Markdown = $"Saved queries, in the folder {Stack.StackName} of CloudWatch Logs Insights, answer questions "
                + "about the logs. docs/operations.md says what each alarm means.",
            Width = Wide,
            Height = 2,
        }));
    }

    /// <summary>Dashboards have no Region: all of an account share their names.</summary>
    private static string Name(Construct scope) => $"{Stack.Of(scope).StackName}-{Stack.Of(scope).Region}";
}
