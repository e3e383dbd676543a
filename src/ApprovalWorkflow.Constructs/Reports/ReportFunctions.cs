namespace ApprovalWorkflow;

internal sealed record ReportFunctionsProps(
    ReportsTable Table,
    ReportsBucket Bucket,
    ReportDatabase Database,
    ReportOptions Options,
    FunctionDefaults Functions);

/// <summary>The functions that make a report, each with its own role.</summary>
internal sealed class ReportFunctions
{
    private readonly Construct _scope;
    private readonly ReportFunctionsProps _props;

    public ReportFunctions(Construct scope, ReportFunctionsProps props)
    {
        _scope = scope;
        _props = props;
        OpenReport = CreateOpenReport();
        GetReportData = CreateGetReportData();
        RenderReport = CreateRenderReport();
        CreateReportLink = CreateCreateReportLink();
    }

    public HandlerFunction OpenReport { get; }
    public HandlerFunction GetReportData { get; }
    public HandlerFunction RenderReport { get; }
    public HandlerFunction CreateReportLink { get; }

    public HandlerFunction[] All => [OpenReport, GetReportData, RenderReport, CreateReportLink];

    private HandlerFunction CreateOpenReport()
    {
        var function = Create("OpenReport", Duration.Seconds(10), new()
        {
            [Variables.ReportsTable] = _props.Table.TableName,
            [Variables.KeepFor] = _props.Options.KeepFor.InSeconds(),
        });
        function.Role!.Allow(_props.Table.TableArn, "dynamodb:GetItem", "dynamodb:PutItem");
        return function;
    }

    private HandlerFunction CreateGetReportData()
    {
        var function = Create("GetReportData", Duration.Minutes(5), new(_props.Database.Environment())
        {
            [Variables.ReportsBucket] = _props.Bucket.BucketName,
            [Variables.ReportQuery] = _props.Options.Query,
        });
        _props.Database.AllowStatements(function.Role!);
        _props.Bucket.Allow(function.Role!, ReportKeys.RunsPrefix, "s3:PutObject");
        return function;
    }

    private HandlerFunction CreateRenderReport()
    {
        var options = _props.Options;
        var environment = new Dictionary<string, string>
        {
            [Variables.ReportsBucket] = _props.Bucket.BucketName,
            [Variables.ReportTitle] = options.Title,
        };
        if (options.GroupBy is not null) environment[Variables.ReportGroupBy] = options.GroupBy;
        if (options.Totals.Count > 0) environment[Variables.ReportTotals] = string.Join(',', options.Totals);
        var function = Create("RenderReport", Duration.Minutes(3), environment);
        _props.Bucket.Allow(function.Role!, ReportKeys.RunsPrefix, "s3:GetObject");
        _props.Bucket.Allow(function.Role!, ReportKeys.ReportsPrefix, "s3:PutObject");
        return function;
    }

    /// <summary>
    /// A presigned URL has its signer's permissions and ends with the signer's credentials. A function's own
    /// credentials end at an unknown time, so it signs as a role that it assumes for the link's lifetime.
    /// </summary>
    private HandlerFunction CreateCreateReportLink()
    {
        var function = Create("CreateReportLink", Duration.Seconds(15), new()
        {
            [Variables.ReportsBucket] = _props.Bucket.BucketName,
            [Variables.LinkLifetime] = _props.Options.LinkLifetime.InSeconds(),
        });
        var reader = new Role(_scope, "ReportLink", new RoleProps
        {
            Description = "Reads reports. Links in mails have its permissions",
            AssumedBy = new ArnPrincipal(function.Role!.RoleArn),
            MaxSessionDuration = Duration.Hours(1),
        });
        _props.Bucket.Allow(reader, ReportKeys.ReportsPrefix, "s3:GetObject");
        function.AddEnvironment(Variables.LinkRole, reader.RoleArn);
        function.Role!.Allow(reader.RoleArn, "sts:AssumeRole");
        return function;
    }

    private HandlerFunction Create(string handler, Duration timeout, Dictionary<string, string> environment) =>
        new(_scope, handler, timeout, _props.Functions, environment);
}
