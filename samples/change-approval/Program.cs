using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.StepFunctions;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow;
using EventBus = Amazon.CDK.AWS.Events.EventBus;

// A change waits for approval, like an approval stage of CodePipeline. The process that makes changes puts the event
// "Change requested" of the source "changes" on the default bus, with {"change", "url", "requestedBy"} as its detail.
// The answer is the event "Change decided" with {"input", "approval"}.
var app = new App();
var stack = new Stack(app, "ChangeApproval");
var approvals = new Approvals(stack, "Approvals", new()
{
    Approvers = ["ann@example.com", "bob@example.com"],
    ExpireAfter = TimeSpan.FromDays(3),
    RemindAfter = TimeSpan.FromHours(12),
});

var answer = new EventBridgePutEvents(stack, "Answer", new EventBridgePutEventsProps
{
    Entries =
    [
        new EventBridgePutEventsEntry
        {
            EventBus = EventBus.FromEventBusName(stack, "Bus", "default"),
            Source = "changes",
            DetailType = "Change decided",
            Detail = TaskInput.FromJsonPathAt("$"),
        },
    ],
});
var approval = new HumanApproval(stack, "Approve change", new(approvals)
{
    Request = new()
    {
        Subject = JsonPath.Format("Change {}", JsonPath.StringAt("$.change")),
        Url = JsonPath.StringAt("$.url"),
        RequestedBy = JsonPath.StringAt("$.requestedBy"),
    },
    OnApproved = answer,
    OnRejected = answer,
    OnExpired = answer,
});
var changes = new StateMachine(stack, "Changes", new StateMachineProps
{
    DefinitionBody = DefinitionBody.FromChainable(approval),
});
approval.GrantCallback(changes);
new Rule(stack, "Requested", new RuleProps
{
    EventPattern = new EventPattern { Source = ["changes"], DetailType = ["Change requested"] },
    Targets =
    [
        new SfnStateMachine(changes, new SfnStateMachineProps { Input = RuleTargetInput.FromEventPath("$.detail") }),
    ],
});
app.Synth();
