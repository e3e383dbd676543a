namespace ApprovalWorkflow.Contract;

/// <summary>The environment variables of the functions. Times are whole seconds, lists have commas.</summary>
internal static class Variables
{
    /// <summary>The name of the handler class that the function runs.</summary>
    public const string Handler = "FUNCTION_HANDLER";

    public const string RequestsTable = "TABLE_NAME";
    public const string Topic = "TOPIC_ARN";
    public const string Topics = "TOPIC_ARNS";

    /// <summary>The address that mails by SES are from. Without it, mails go by the topic.</summary>
    public const string MailFrom = "MAIL_FROM";

    /// <summary>Of SES, for mails.</summary>
    public const string ConfigurationSet = "CONFIGURATION_SET";

    /// <summary>Set if whoever asked gets the outcome by mail.</summary>
    public const string NotifyRequester = "NOTIFY_REQUESTER";

    public const string Approvers = "APPROVERS";
    public const string RemindAfter = "REMIND_AFTER_SECONDS";
    public const string ExpireAfter = "EXPIRE_AFTER_SECONDS";
    public const string KeepFor = "KEEP_SECONDS";

    /// <summary>Without a slash at the end.</summary>
    public const string WebsiteUrl = "WEBSITE_URL";

    /// <summary>Without a slash at the end.</summary>
    public const string ApiUrl = "API_URL";

    /// <summary>One of <see cref="ClickModes"/>.</summary>
    public const string ClickMode = "CLICK_MODE";

    public const string ReviewerGroup = "REVIEWER_GROUP";

    public const string TeamsSecret = "TEAMS_SECRET";
    public const string WebhookSecret = "WEBHOOK_SECRET";
    /// <summary>The name of the secret with the app's token.</summary>
    public const string SlackSecret = "SLACK_SECRET";

    /// <summary>The channel that is told in place of each approver.</summary>
    public const string SlackChannel = "SLACK_CHANNEL";

    /// <summary>Where Slack's Web API is. Only the local runner sets it.</summary>
    public const string SlackApiUrl = "SLACK_API_URL";

    public const string FramesBucket = "FRAMES_BUCKET";
    public const string PeopleTable = "PEOPLE_TABLE_NAME";
    public const string PeopleCollection = "PEOPLE_COLLECTION_ID";
    public const string StrangersCollection = "STRANGERS_COLLECTION_ID";
    public const string FaceStateMachine = "FACE_STATE_MACHINE_ARN";
    public const string DetectionQuietPeriod = "DETECTION_QUIET_SECONDS";
    public const string StrangerQuietPeriod = "STRANGER_QUIET_SECONDS";

    public const string ReportsTable = "REPORTS_TABLE_NAME";
    public const string ReportsBucket = "REPORTS_BUCKET";
    public const string ReportQuery = "REPORT_QUERY";
    public const string ReportTitle = "REPORT_TITLE";
    public const string ReportGroupBy = "REPORT_GROUP_BY";
    public const string ReportTotals = "REPORT_TOTALS";
    public const string ReportStateMachine = "REPORT_STATE_MACHINE_ARN";
    public const string LinkRole = "LINK_ROLE_ARN";
    public const string LinkLifetime = "LINK_SECONDS";
    public const string DatabaseCluster = "CLUSTER_ARN";
    public const string DatabaseSecret = "SECRET_ARN";
    public const string DatabaseName = "DATABASE";
    public const string DatabaseReader = "READER_SECRET_ARN";
}

/// <summary>The values of <see cref="Variables.ClickMode"/> and of the setting <c>clickMode</c>.</summary>
internal static class ClickModes
{
    public const string Review = "review";
    public const string OneClick = "oneClick";
}
