using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The output of the waiting task. The AWS CLI's <c>{"result": true}</c> is its short form. Comment and values are in
/// the record: with many approvers they exceed a task's output of 262,144 characters.
/// </summary>
/// <param name="Result">Whether the process may go on.</param>
/// <param name="Status">One of <see cref="ApprovalStatus"/>, never pending.</param>
/// <param name="DecidedAt">ISO 8601, UTC.</param>
/// <param name="Fields">
/// Always empty. It tells executions that began with version 0.2.0 that no required field is missing.
/// </param>
public sealed record DecisionCallback(bool Result, string Status, string DecidedBy, string DecidedAt, NoResult Fields)
{
    public static DecisionCallback Of(Decision decision) => new(
        decision.Status == ApprovalStatus.Approved,
        decision.Status,
        decision.DecidedBy,
        Timestamps.From(decision.DecidedAt),
        new NoResult());
}

/// <summary>The result of a callback.</summary>
public enum Delivery
{
    /// <summary>The execution has the decision, now or before.</summary>
    Delivered,

    /// <summary>The task has ended but its execution runs: the next round finds the decision in the table.</summary>
    LeftToNextRound,

    /// <summary>The execution has ended without the decision, stopped or failed.</summary>
    ExecutionEnded,
}

/// <summary>
/// Tells a waiting execution the decision
/// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html).
/// </summary>
public sealed class TaskCallback(IAmazonStepFunctions stepFunctions)
{
    /// <summary>Answers the task with the decision. It throws as the SDK does.</summary>
    public async Task SendAsync(string taskToken, Decision decision)
    {
        await stepFunctions.SendTaskSuccessAsync(new SendTaskSuccessRequest
        {
            TaskToken = taskToken,
            Output = JsonSerializer.Serialize(DecisionCallback.Of(decision), FunctionsJson.Default.DecisionCallback),
        });
    }

    /// <summary>Delivers a decision that the execution does not have yet, or finds out why it cannot.</summary>
    public async Task<Delivery> DeliverAsync(ApprovalRequest request)
    {
        if (request.DeliveredAt is not null || request.Decision is not { } decision) return Delivery.Delivered;
        try
        {
            // Without a token nobody was asked yet. The first round will find the decision.
            if (request.TaskToken is not { } taskToken) return await WithoutTaskAsync(request);
            await SendAsync(taskToken, decision);
            return Delivery.Delivered;
        }
        catch (Exception error)
            when (error is TaskTimedOutException or TaskDoesNotExistException or InvalidTokenException)
        {
            return await WithoutTaskAsync(request);
        }
    }

    private async Task<Delivery> WithoutTaskAsync(ApprovalRequest request)
    {
        var status = (await stepFunctions.FindExecutionAsync(request.ExecutionArn))?.Status;
        if (status == ExecutionStatus.RUNNING) return Delivery.LeftToNextRound;
        return status == ExecutionStatus.SUCCEEDED ? Delivery.Delivered : Delivery.ExecutionEnded;
    }
}
