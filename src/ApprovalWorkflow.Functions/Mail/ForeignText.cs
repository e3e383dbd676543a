using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>Makes text that others wrote safe to read. The website has the same in <c>base/text.ts</c>.</summary>
public static class ForeignText
{
    private const string Hidden = "hidden";
    private const string Spaces = "spaces";

    private static readonly Regex _notable = new(
        $"{string.Join('|', ForeignCharacters.Kept)}|(?<{Hidden}>{string.Join('|', ForeignCharacters.Hidden)})"
        + $"|(?<{Spaces}>{string.Join('|', ForeignCharacters.Spaces)})",
        RegexOptions.CultureInvariant);

    /// <summary>
    /// The text with <c>\n</c> as line ends. Hidden characters are spelled out, long runs of spaces are counted.
    /// </summary>
    public static string Visible(string text) =>
        _notable.Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal), found =>
            found.Groups[Hidden].Success ? $"⟨{Number(found.Value)}⟩"
            : found.Groups[Spaces].Success ? $"⟨{found.Length} spaces⟩"
            : found.Value);

    /// <summary>Why a text is not one line without hidden characters, as a sentence; null if it is one.</summary>
    public static string? ProblemOfLine(string text)
    {
        var odd = _notable.Matches(text).FirstOrDefault(found => found.Groups[Hidden].Success)?.Value
            ?? (text.IndexOfAny(['\t', '\n']) is >= 0 and var at ? text[at..] : null);
        if (odd is not null) return $"must be one line without tabs and hidden characters; remove {Number(odd)}.";
        var run = _notable.Matches(text).FirstOrDefault(found => found.Groups[Spaces].Success);
        return run is null ? null : $"has {run.Length} spaces in a row; use fewer.";
    }

    /// <summary>The text for a mail. Each line is indented, so that none can pass for ours.</summary>
    public static string Indented(string text) =>
        string.Concat(Visible(text).Split('\n').Select(line => $"    {line.TrimEnd()}\n"));

    /// <summary>A text in one line, as the subject of a mail.</summary>
    public static string SubjectLine(string text) => Cut(
        Visible(string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))),
        Limits.MailSubjectLength);

    /// <summary>A text that fits. If it is cut, it ends with "…", and has no half of a surrogate pair.</summary>
    public static string Cut(string text, int limit) => text.Length <= limit
        ? text
        : $"{text[..(char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1)]}…";

    private static string Number(string character) => $"U+{char.ConvertToUtf32(character, 0):X4}";
}
