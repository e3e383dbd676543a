using Amazon.CDK;
using ApprovalWorkflow;
using ApprovalWorkflow.Support;

try
{
    var app = new App();
    new ApprovalWorkflowStack(app, "ApprovalWorkflow", Settings.From(app.Node));
    app.Synth();
    return 0;
}
catch (SettingsException error)
{
    return Fail(error);
}
catch (Exception) when (LocalBundling.Failure is not null)
{
    // The exception has been to Node and back, and lost its type on the way.
    return Fail(LocalBundling.Failure);
}

static int Fail(Exception error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
