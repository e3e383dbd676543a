using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

public class ProcessOutcomeTests
{
    [Fact]
    public async Task Each_branch_gets_the_input_and_the_outcome()
    {
        var fields = Given.Json("""{"ticket":"CHG-1"}""");
        var approval = new ApprovalResult(
            "1", "approved", "a@example.com", "2026-11-20T10:00:00.000Z", "Fine", fields, []);
        var outcome = new ApprovalOutcome(Given.Json("""{"build":7}"""), approval);
        var outputs = new[]
        {
            await ProcessApproval.HandleAsync(outcome, new LambdaContext()),
            await ProcessRejection.HandleAsync(outcome, new LambdaContext()),
            await ProcessExpiry.HandleAsync(outcome, new LambdaContext()),
        };
        Assert.Equal(3, outputs.Select(output => output.Message).Distinct().Count());
        Assert.All(outputs, output => Assert.Equal(approval, output.Approval));
        Assert.All(outputs, output => Assert.Equal("""{"build":7}""", JsonSerializer.Serialize(output.Input)));
    }
}
