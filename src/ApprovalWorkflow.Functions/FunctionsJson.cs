using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Channels.Ses;
using ApprovalWorkflow.Functions.Channels.Slack;
using ApprovalWorkflow.Functions.Channels.Teams;
using ApprovalWorkflow.Functions.Channels.Webhook;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.Reports;

namespace ApprovalWorkflow.Functions;

/// <summary>Everything that functions read and write as JSON, generated at build time: no reflection.</summary>
[JsonSourceGenerationOptions(
    MaxDepth = MaxDepth,
    AllowDuplicateProperties = false,
    Converters = [typeof(TimestampConverter), typeof(RawJsonConverter)],
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnswerInput))]
[JsonSerializable(typeof(ApiMessage))]
[JsonSerializable(typeof(ApiRequest))]
[JsonSerializable(typeof(ApiResponse))]
[JsonSerializable(typeof(ApprovalInput))]
[JsonSerializable(typeof(ApprovalOutcome))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(ApprovalRounds))]
[JsonSerializable(typeof(AskApproversInput))]
[JsonSerializable(typeof(AskingTurns))]
[JsonSerializable(typeof(DatabaseUser))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(DecisionCallback))]
[JsonSerializable(typeof(DuplicateReport))]
[JsonSerializable(typeof(EndedExecution))]
[JsonSerializable(typeof(FaceInput))]
[JsonSerializable(typeof(FacesInUse))]
[JsonSerializable(typeof(FoundRequests))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IndexPosition?>))]
[JsonSerializable(typeof(IReadOnlyList<WrittenComment>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(MailEvent))]
[JsonSerializable(typeof(NoResult))]
[JsonSerializable(typeof(OpenReportInput))]
[JsonSerializable(typeof(OpenRequestInput))]
[JsonSerializable(typeof(OpenedBefore))]
[JsonSerializable(typeof(OpenedReport))]
[JsonSerializable(typeof(PeopleList))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(PersonBody))]
[JsonSerializable(typeof(ProcessedOutcome))]
[JsonSerializable(typeof(RecordedOutcome))]
[JsonSerializable(typeof(ReminderDetail))]
[JsonSerializable(typeof(RenderReportInput))]
[JsonSerializable(typeof(RenderedReport))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(ReportClaim))]
[JsonSerializable(typeof(ReportInput))]
[JsonSerializable(typeof(ReportLink))]
[JsonSerializable(typeof(ReportList))]
[JsonSerializable(typeof(ReportView))]
[JsonSerializable(typeof(RequestAnnouncement))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(SlackSecret))]
[JsonSerializable(typeof(Stranger))]
[JsonSerializable(typeof(TeamsMessage))]
[JsonSerializable(typeof(ToldApprovers))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookSecretText))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(WithdrawalInput))]
public sealed partial class FunctionsJson : JsonSerializerContext
{
    /// <summary>
    /// Levels of nesting: more than an execution's state can have, so that what is too deep is refused by name.
    /// </summary>
    public const int MaxDepth = 256 * 1024;
}

/// <summary>The answer of a function whose caller ignores it: <c>{}</c>.</summary>
public sealed record NoResult;
