using Amazon.CDK;
using ApprovalWorkflow;

try
{
    var app = new App();
    Partition.Check(System.Environment.GetEnvironmentVariable("CDK_DEFAULT_REGION"));
    var settings = Settings.From(app.Node);
    var reports = settings.Reports is { } report
        ? new ApprovalReportsStack(app, "ApprovalReports", settings, report)
        : null;
    SettingsException.Rename(() => new ApprovalWorkflowStack(app, "ApprovalWorkflow", settings, reports));
    app.Synth();
    return 0;
}
catch (SettingsException error)
{
    return Fail(error);
}
catch (Exception) when (BundlingException.Last is not null)
{
    return Fail(BundlingException.Last);
}

static int Fail(Exception error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
