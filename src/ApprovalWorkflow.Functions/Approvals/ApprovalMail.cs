using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The words of an approval mail. SNS sends plain text only.</summary>
public static class ApprovalMail
{
    /// <summary>Characters: SNS takes subjects of less than 100, without line breaks and control characters
    /// (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).</summary>
    public const int SubjectLimit = 99;

    /// <summary>Characters; what is longer is cut, and the review page has it whole.</summary>
    public const int DetailsLimit = 8_000;

    private const string ReminderPrefix = "Reminder: ";

    /// <summary>The request's subject as one line that SNS takes.</summary>
    public static string Subject(ApprovalRequest request, int round)
    {
        var subject = (round > 0 ? ReminderPrefix : "") + request.Subject;
        return string.Create(Cut(subject, SubjectLimit), subject, static (line, subject) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(subject[i]) || subject[i] is '\u2028' or '\u2029' ? ' ' : subject[i];
        });
    }

    /// <summary>
    /// The mail. What others wrote is indented, so that no line of it can pass for one of ours, and our links come first.
    /// </summary>
    /// <param name="round">0 asks; later rounds remind.</param>
    /// <param name="reminders">How many reminders there are in all, until the request expires.</param>
    public static string Text(
        ApprovalRequest request, int round, int reminders, string approveLink, string rejectLink, bool oneClick)
    {
        var mail = new StringBuilder();
        mail.Append(round > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Reminder {round} of {reminders}. This request still waits for your decision:\n\n")
            : "A process waits for your decision:\n\n");
        Indented(mail, request.Subject);
        mail.Append(CultureInfo.InvariantCulture, $"\nApprove: {approveLink}\n\nReject: {rejectLink}\n\n");
        mail.Append(oneClick
            ? "Opening a link decides at once.\n"
            : "Both links open a page that shows the request; nothing is decided before you press a button there.\n");
        mail.Append(CultureInfo.InvariantCulture, $"The request expires at {request.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. The links are yours alone: do not forward this mail.\n");
        if (request.RequestedBy is { } requester) { mail.Append("\nRequested by:\n"); Indented(mail, requester); }
        if (request.Message is { } message) { mail.Append("\nMessage:\n"); Indented(mail, message); }
        if (request.Details is { } details) { mail.Append("\nDetails:\n"); Indented(mail, Readable(details)); }
        mail.Append(CultureInfo.InvariantCulture, $"\nRequest {request.Id}\nExecution {request.ExecutionArn}\n");
        return mail.ToString();
    }

    private static string Readable(string json)
    {
        using var stream = new MemoryStream();
        using (var document = JsonDocument.Parse(json))
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            // Plain text, not HTML: "é" and "<" may stand as they are.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            document.WriteTo(writer);
        }
        var text = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        var length = Cut(text, DetailsLimit);
        return length == text.Length ? text : $"{text.AsSpan(0, length)}\n… ({text.Length - length} more characters)";
    }

    /// <summary>How much of the text fits, without half of a surrogate pair at its end.</summary>
    private static int Cut(string text, int limit) =>
        text.Length <= limit ? text.Length : char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;

    private static void Indented(StringBuilder mail, string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            mail.Append("    ").Append(line.TrimEnd()).Append('\n');
    }
}
