using System.Text.RegularExpressions;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SSM;

namespace ApprovalWorkflow;

/// <summary>Approvals of another stack. Parameters of AWS Systems Manager name its resources.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
/// </remarks>
internal sealed partial class SharedApprovals : ApprovalsBase
{
    private readonly WithdrawalTarget _withdrawals;

    public SharedApprovals(Construct scope, string id, ApprovalsAttributes attributes)
        : base(scope, id)
    {
        foreach (var (name, value) in attributes.All) CheckPlace(name, value);
        WebsiteUrl = attributes.WebsiteUrl;
        Steps = new(
            Function("OpenRequest", attributes.OpenRequestArn),
            Function("AskApprovers", attributes.AskApproversArn),
            Function("RecordAnswer", attributes.RecordAnswerArn));
        _withdrawals = new(
            attributes.WithdrawalsArn, attributes.WithdrawalsRoleArn, attributes.WithdrawalsQueueArn);
    }

    public override string WebsiteUrl { get; }

    internal override ApprovalSteps Steps { get; }

    public static string CheckedName(string name, string property) => name.Matching(
        Form(), property, "is not a name of shared approvals", "Use 1 to 40 letters, digits and hyphens.");

    /// <summary>Makes approvals known under a name.</summary>
    public static void Share(Construct scope, string name, ApprovalsAttributes attributes)
    {
        foreach (var (member, value) in attributes.All)
            new StringParameter(scope, member, new StringParameterProps
            {
                ParameterName = Parameter(name, member),
                StringValue = value,
                Description = "Approvals that other stacks use by their name",
            });
    }

    /// <summary>Finds them when the stack is deployed.</summary>
    public static ApprovalsAttributes Find(Construct scope, string name) => ApprovalsAttributes.Read(
        member => StringParameter.ValueForStringParameter(scope, Parameter(name, member)));

    /// <summary>
    /// The functions may already answer every state machine: see <see cref="ApprovalsProps.ShareAs"/>.
    /// </summary>
    private protected override void Grant(Construct scope, StateMachine stateMachine) =>
        _withdrawals.Watch(scope, stateMachine);

    private static string Parameter(string name, string member) => $"/approvals/{name}/{member}";

    private IFunction Function(string id, string arn) => Amazon.CDK.AWS.Lambda.Function.FromFunctionAttributes(
        this, id, new FunctionAttributes { FunctionArn = arn, SameEnvironment = true });

    /// <summary>The ARN must be of the stack's account and Region, as far as these are known.</summary>
    private void CheckPlace(string property, string arn)
    {
        if (Token.IsUnresolved(arn) || arn.Split(':') is not ["arn", _, _, var region, var account, _, ..]) return;
        var stack = Stack.Of(this);
        if (Differ(account, stack.Account) || (region.Length > 0 && Differ(region, stack.Region)))
            throw new InvalidPropertyException(
                property,
                arn,
                $"is in another account or Region than the stack {stack.StackName}",
                "Deploy Approvals there, too: AWS accepts a task token only from the account of its execution.");
    }

    private static bool Differ(string one, string other) =>
        !Token.IsUnresolved(one) && !Token.IsUnresolved(other) && one != other;

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,40}\z")]
    private static partial Regex Form();
}
