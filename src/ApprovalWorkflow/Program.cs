using Amazon.CDK;
using ApprovalWorkflow;

try
{
    var app = new App();
    var settings = Settings.From(app.Node);
    new ApprovalWorkflowStack(app, "ApprovalWorkflow", settings);
    app.Synth();
    return 0;
}
catch (SettingsException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
