using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>
/// Questions about the logs, as saved queries of CloudWatch Logs Insights in a folder of the stack's name.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
/// </summary>
internal static class LogQueries
{
    private static readonly (string Question, string Query)[] _all =
    [
        ("What happened to a request", """
            fields @timestamp, level, message, @log
            | filter @message like /REPLACE THIS BY THE REQUEST'S ID/
            | sort @timestamp
            """),
        ("What failed", """
            fields @timestamp, level, message, errorType, errorMessage, record.status, @log
            | filter level in ["Error", "Critical"] or record.status in ["error", "failure", "timeout"]
            | sort @timestamp desc
            """),
        ("Who decided what", """
            fields @timestamp, approver, answer, approvalId
            | filter ispresent(answer)
            | sort @timestamp desc
            """),
        ("Which decisions came late", """
            fields @timestamp, approvalId, undeliveredSeconds, message, errorMessage
            | filter undeliveredSeconds >= 60
            | sort @timestamp desc
            """),
        ("Which requests expired", """
            fields @timestamp, approvalId
            | filter message like /expired without a decision/
            | sort @timestamp desc
            """),
        ("Whom mails do not reach", """
            fields @timestamp, approver, problem, topic
            | filter ispresent(problem)
            | sort @timestamp desc
            """),
        ("Which mails were not sent", """
            fields @timestamp, approver, about, errorMessage
            | filter ispresent(about)
            | sort @timestamp desc
            """),
        ("Which API calls failed", """
            fields @timestamp, method, path, status, responseLatency, traceId
            | filter ispresent(path) and status like /^5/
            | sort @timestamp desc
            """),
        ("Which functions are slow", """
            filter type = "platform.report"
            | stats count(*) as calls, avg(record.metrics.durationMs) as average,
                max(record.metrics.durationMs) as longest by @log
            | sort longest desc
            """),
        ("What became of frames", """
            filter ispresent(frameOutcome)
            | stats count(*) as frames by frameOutcome, bin(1h) as hour
            | sort hour desc
            """),
    ];

    /// <param name="watched">The constructs whose logs the queries read.</param>
    public static void Save(Construct scope, IReadOnlyList<IConstruct> watched)
    {
        string[] logs =
        [
            .. watched.OfType<HandlerFunction>().Select(function => function.LogGroup.LogGroupName),
            .. watched.OfType<ApprovalApi>().Select(api => api.AccessLog.LogGroupName),
        ];
        foreach (var (question, query) in _all)
            new CfnQueryDefinition(scope, question, new CfnQueryDefinitionProps
            {
                Name = $"{Stack.Of(scope).StackName}/{question}",
                QueryString = query,
                LogGroupNames = logs,
            });
    }
}
