using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels;

/// <summary>News of requests that are in no table.</summary>
internal static class GivenNews
{
    public const string Id = "4a6c9f67-80d5-40f9-9081-6004e77b1444";

    private static readonly DateTimeOffset _start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public static RequestNews Asked(string input = "{}", params string[] approvers) =>
        new(Request(input, approvers), EventTypes.Requested, 0, 0, _start);

    public static RequestNews Reminded(string input = "{}", int at = 0) => new(
        Request(input, []) with { History = [ReminderAt(_start)] }, EventTypes.Reminded, 1, 2, _start.AddSeconds(at));

    /// <summary>A reminder that the record has, too, as AskApprovers writes it.</summary>
    public static async Task<AnnouncedReminder> ReminderAsync(Dynalite dynalite, string id, int number)
    {
        var history = (await dynalite.Table.GetAsync(id)).History;
        for (var noted = history.Count(each => each.Event == RequestEvents.Reminded); noted < number; noted++)
            await dynalite.Table.NoteAsync(id, ReminderAt(DateTimeOffset.UtcNow));
        return new AnnouncedReminder(number, 2);
    }

    private static RequestEvent ReminderAt(DateTimeOffset at) =>
        new(at, RequestEvents.Reminded, Actors.Workflow, "Mail to 2 approvers, reminder 1 of 2");

    public static RequestNews Decided(string type, Decision decision, string input = "{}") =>
        new(Request(input, []) with { Decision = decision }, type, 0, 0, _start.AddMinutes(5));

    public static Decision By(string status, string who, string comment = "", string comments = Decision.NoComments) =>
        new(status, who, _start.AddMinutes(2), comment, Comments: comments);

    private static ApprovalRequest Request(string input, string[] approvers) =>
        new(Id, _start, _start.AddHours(1), Given.ExecutionArn, _start.AddDays(90))
        {
            Asked = ApprovalInput.Parse(Given.Json(input)) with
            {
                Approvers = approvers.Length == 0 ? ["ann@example.com", "bob@example.com"] : approvers,
            },
        };
}
