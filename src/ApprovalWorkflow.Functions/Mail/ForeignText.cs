using System.Text;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>Makes text of others safe for a mail.</summary>
public static class ForeignText
{
    /// <summary>
    /// The text with <c>\n</c> as line ends. Controls, and marks that reverse the direction of text, are spelled out
    /// (https://www.unicode.org/reports/tr9/).
    /// </summary>
    public static string Visible(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (!text.Any(IsDeceptive)) return text;
        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsDeceptive(character)) visible.Append($"⟨U+{(int)character:X4}⟩");
            else visible.Append(character);
        }
        return visible.ToString();
    }

    /// <summary>A text in one line, as the subject of a mail.</summary>
    public static string SubjectLine(string text) =>
        Cut(Visible(text).Replace('\n', ' ').Replace('\t', ' '), Limits.MailSubjectLength);

    /// <summary>The beginning of a text that fits, without half of a surrogate pair at its end.</summary>
    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];

    private static bool IsDeceptive(char character) =>
        char.IsControl(character) && character is not ('\n' or '\t')
        || character is '\u061C' or '\u200E' or '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
