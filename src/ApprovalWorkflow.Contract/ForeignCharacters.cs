namespace ApprovalWorkflow.Contract;

/// <summary>
/// What mails and pages spell out of text that others wrote, because a reader would not see it: regular expressions on
/// UTF-16 units, which .NET and JavaScript read alike. If two match at the same place, the earlier one in the list
/// counts.
/// </summary>
internal static class ForeignCharacters
{
    /// <summary>Words and emoji that need a hidden character. They stay as they are.</summary>
    public static IReadOnlyList<string> Kept { get; } =
    [
        // Flags of parts of countries, keycaps, emoji with a style or skin colour, and joined ones.
        // https://www.unicode.org/reports/tr51/
        @"\ud83c\udff4(?:\udb40[\udc30-\udc39\udc61-\udc7a]){1,6}\udb40\udc7f",
        @"[0-9#*]\ufe0f\u20e3",
        $@"{Emoji}(?:\u200d{Emoji})*",
        // Joiners within words of Arabic, Persian and Indic scripts, and after a virama
        // (https://www.rfc-editor.org/rfc/rfc5892#appendix-A.1).
        $@"{Joining}[\u200c\u200d](?={Joining})",
        @"[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca][\u200c\u200d]",
        // Breaks between words of Thai, Lao, Burmese and Khmer, which have no spaces.
        $@"{Unspaced}\u200b(?={Unspaced})",
        // Variants of ideographs, as names have them, and of Mongolian letters.
        @"(?:[\u2e80-\u9fff\uf900-\ufaff]|[\ud840-\ud888][\udc00-\udfff])(?:\udb40[\udd00-\uddef]|[\ufe00-\ufe02])",
        @"[\u1820-\u18aa][\u180b-\u180d\u180f]",
    ];

    /// <summary>
    /// Control characters except tab and line feed, direction marks and overrides, line and paragraph separators,
    /// zero-width characters, invisible letters, variation selectors and tags. Each is shown by its number, such as
    /// ⟨U+202E⟩.
    /// </summary>
    public static IReadOnlyList<string> Hidden { get; } =
    [
        @"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f]",
        @"[\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]",
        @"\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]",
    ];

    /// <summary>
    /// Spaces that push the rest out of sight: more than 16 after text. Indentation may be longer. They are counted.
    /// </summary>
    public static IReadOnlyList<string> Spaces { get; } =
        [$@"(?<=[^\n{AnySpace}])[{AnySpace}]{{17,}}", $"[{AnySpace}]{{161,}}"];

    private const string Emoji =
        @"(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f" +
        @"\u2b00-\u2bff\u3030\u303d\u3297\u3299]|[\ud83c-\ud83e][\udc00-\udfff])" +
        @"(?:[\ufe0e\ufe0f]|\ud83c[\udffb-\udfff])?";

    private const string Joining = @"[\u0620-\u07ff\u0860-\u0dff]";

    private const string Unspaced = @"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]";

    private const string AnySpace = @" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000";
}
