using System.Text;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Text that others wrote, made safe to stand in a mail.</summary>
public static class ForeignText
{
    /// <summary>
    /// The text with its line ends as <c>\n</c>, and with the characters spelled out that change how their surroundings
    /// look: controls, and the marks that reverse the direction of text (https://www.unicode.org/reports/tr9/).
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

    private static bool IsDeceptive(char character) =>
        char.IsControl(character) && character is not ('\n' or '\t')
        || character is '\u061C' or '\u200E' or '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
