using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Reports;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// Everything that functions read and write as JSON, generated at build time: no reflection at a cold start.
/// </summary>
[JsonSourceGenerationOptions(
    MaxDepth = MaxDepth,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiRequest))]
[JsonSerializable(typeof(ApiResponse))]
[JsonSerializable(typeof(ApiMessage))]
[JsonSerializable(typeof(ApprovalOutcome))]
[JsonSerializable(typeof(ApprovalRounds))]
[JsonSerializable(typeof(AskApproversInput))]
[JsonSerializable(typeof(CreateReportLinkInput))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(DecisionCallback))]
[JsonSerializable(typeof(EndedExecution))]
[JsonSerializable(typeof(FaceInput))]
[JsonSerializable(typeof(FoundRequests))]
[JsonSerializable(typeof(GetReportDataInput))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IndexPosition?>))]
[JsonSerializable(typeof(IReadOnlyList<FormField>))]
[JsonSerializable(typeof(ImageBox))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(NoResult))]
[JsonSerializable(typeof(OpenReportInput))]
[JsonSerializable(typeof(OpenRequestInput))]
[JsonSerializable(typeof(OpenedReport))]
[JsonSerializable(typeof(PeopleList))]
[JsonSerializable(typeof(PersonBody))]
[JsonSerializable(typeof(ProcessedOutcome))]
[JsonSerializable(typeof(RenderReportInput))]
[JsonSerializable(typeof(RenderedReport))]
[JsonSerializable(typeof(ReportData))]
[JsonSerializable(typeof(ReportLink))]
[JsonSerializable(typeof(ReportList))]
[JsonSerializable(typeof(ReportView))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(WithdrawalInput))]
public sealed partial class FunctionsJson : JsonSerializerContext
{
    /// <summary>Levels of nesting, as deep as JSON is written by default.</summary>
    public const int MaxDepth = 1000;
}

/// <summary>The answer of a function whose answer nobody reads: <c>{}</c>.</summary>
public sealed record NoResult;
