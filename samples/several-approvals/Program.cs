using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow;

// A release to several Regions: each needs the approval of two of its three owners, and all are asked at once. Start it
// with {"version": "1.2.3", "regions": [{"name": "Europe", "owners": ["ann@example.com", …]}, …]}. The output lists
// who decided what. One rejection fails the execution, which withdraws the other requests.
var app = new App();
var stack = new Stack(app, "SeveralApprovals");
var approvals = new Approvals(stack, "Approvals", new()
{
    Approvers = [.. "abcdef".Select(name => $"{name}@example.com")],
});

var approval = new HumanApproval(stack, "Approve Region", new(approvals)
{
    Request = new()
    {
        Subject = JsonPath.Format(
            "Release {} to {}", JsonPath.StringAt("$.version"), JsonPath.StringAt("$.region.name")),
        Approvers = JsonPath.ListAt("$.region.owners"),
        RequiredApprovals = 2,
    },
    OnApproved = new Pass(stack, "Who approved", new PassProps
    {
        Parameters = new Dictionary<string, object>
        {
            ["region"] = JsonPath.StringAt("$.input.region.name"),
            ["decidedBy"] = JsonPath.StringAt("$.approval.decidedBy"),
        },
    }),
});
var each = new Map(stack, "Each Region", new MapProps
{
    ItemsPath = "$.regions",
    ItemSelector = new Dictionary<string, object>
    {
        ["version"] = JsonPath.StringAt("$.version"),
        ["region"] = JsonPath.StringAt("$$.Map.Item.Value"),
    },
});
var release = new StateMachine(stack, "Release", new StateMachineProps
{
    DefinitionBody = DefinitionBody.FromChainable(each.ItemProcessor(approval)),
});
approval.GrantCallback(release);
app.Synth();
