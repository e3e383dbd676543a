using ApprovalWorkflow.Functions;
using static ApprovalWorkflow.Functions.EnvironmentSettings;

// One executable for every function. The managed .NET runtime takes the assembly's name from the function's handler
// setting (https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html), so which handler runs is a variable.
await Handlers.Named(Required(Variables.Handler)).Start().RunAsync();
