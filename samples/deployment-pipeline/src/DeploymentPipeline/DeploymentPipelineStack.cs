using Amazon.CDK;
using Amazon.CDK.AWS.CodeBuild;
using Amazon.CDK.AWS.StepFunctions;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow;
using Constructs;

namespace Samples;

/// <summary>
/// A release to production: the tests run, two of three people approve and name the change ticket, and the release is
/// deployed. If they do not, or if the deployment fails, the release is rolled back. Start it with
/// <c>{"version": "1.2.3", "author": "ann@example.com"}</c>; the author may not approve.
/// </summary>
public sealed class DeploymentPipelineStack : Stack
{
    /// <summary>Creates the state machine; the CodeBuild projects are there already.</summary>
    public DeploymentPipelineStack(Construct scope, string id)
        : base(scope, id)
    {
        string[] approvers = ["ann@example.com", "bob@example.com", "eve@example.com"];
        var approvals = new Approvals(this, "Approvals", new() { Approvers = approvers });

        // Until the approval, the state's data is the execution's input; then it is {"input": …, "approval": …}.
        var runTests = Build("Run tests", "shop-tests", ("VERSION", "$.version"));
        var deploy = Build(
            "Deploy",
            "shop-deploy",
            ("VERSION", "$.input.version"),
            ("CHANGE_TICKET", "$.approval.fields.ticket"));
        var rollBack = Build("Roll back", "shop-roll-back", ("VERSION", "$.input.version"));

        rollBack.Next(new Fail(this, "Rolled back", new FailProps { Error = "RolledBack" }));
        deploy.AddCatch(rollBack, new CatchProps { ResultPath = JsonPath.DISCARD });
        deploy.Next(new Succeed(this, "Released"));

        var approval = new HumanApproval(this, "Approve release", new(approvals)
        {
            Request = new RequestOptions
            {
                Subject = JsonPath.Format("Release {} to production", JsonPath.StringAt("$.version")),
                Message = "The tests have passed.",
                RequestedBy = JsonPath.StringAt("$.author"),
                RequiredApprovals = 2,
                RemindAfter = TimeSpan.FromHours(2),
                ExpireAfter = TimeSpan.FromHours(12),
                Fields =
                [
                    ApprovalField.Text("ticket", pattern: "CHG-[0-9]{4,}") with
                    {
                        Label = "Change ticket",
                        Required = true,
                    },
                ],
                Details = new Dictionary<string, object> { ["version"] = JsonPath.StringAt("$.version") },
            },
            OnApproved = deploy,
            OnRejected = rollBack,
            OnExpired = rollBack,
        });

        var stateMachine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            DefinitionBody = DefinitionBody.FromChainable(runTests.Next(approval)),
        });
        approval.GrantCallback(stateMachine);
    }

    /// <summary>Runs a CodeBuild project with variables from the state's data, and waits until it has ended.</summary>
    private CodeBuildStartBuild Build(string name, string project, params (string Name, string Path)[] variables) =>
        new(this, name, new CodeBuildStartBuildProps
        {
            Project = Project.FromProjectName(this, project, project),
            IntegrationPattern = IntegrationPattern.RUN_JOB,
            EnvironmentVariablesOverride = variables.ToDictionary(
                variable => variable.Name,
                variable => (IBuildEnvironmentVariable)new BuildEnvironmentVariable
                {
                    Value = JsonPath.StringAt(variable.Path),
                }),
            ResultPath = JsonPath.DISCARD,
        });
}
