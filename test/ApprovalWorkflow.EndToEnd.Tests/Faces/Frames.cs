using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Faces;

/// <summary>What becomes of frames.</summary>
internal static class Frames
{
    public static string NewKey() => $"frames/front door/größe+{Guid.NewGuid():N}.jpg";

    public static Task LookedAtAsync(this LocalStack stack, string key, string outcome) =>
        stack.UntilPrintedAsync(key, $"bytes: {outcome}");

    /// <summary>The executions that a frame has started, once it was examined.</summary>
    public static async Task<List<string>> AskedAsync(this LocalStack stack, string key)
    {
        await stack.LookedAtAsync(key, "asked");
        return await stack.ExecutionsOfAsync(key);
    }

    public static async Task<List<string>> ExecutionsOfAsync(this LocalStack stack, string key)
    {
        var listed = await stack.StepFunctionsAsync(
            "ListExecutions", new { stateMachineArn = stack.Output("FaceStateMachineArn"), maxResults = 1000 });
        var executions = new List<string>();
        foreach (var arn in listed.GetProperty("executions").EnumerateArray().Select(
            each => each.GetProperty("executionArn").GetString()!))
        {
            var input = JsonDocument.Parse(
                (await stack.DescribeAsync(arn)).GetProperty("input").GetString()!).RootElement;
            if (input.GetProperty("face").GetProperty("frame").GetString() == key) executions.Add(arn);
        }
        return executions;
    }
}
