using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>
/// A mail's HTML. Outlook needs tables and inline styles; the style sheet is for dark mode and phones, and may be
/// missing. Arguments are plain text and are escaped, except those that are named <c>html</c>.
/// </summary>
/// <remarks>https://www.caniemail.com/</remarks>
public sealed partial class MailHtml
{
    public const string Approve = "#17714a";
    public const string Reject = "#b4291f";
    public const string Neutral = "#566272";

    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    private const string Code = "font-family:Consolas,Menlo,monospace;font-size:13px";
    private const string Ink = "#18212d";
    private const string Table = "role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";

    private const string Style =
        """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .page{background:#0f1319!important}
        .card{background:#181e26!important;border-color:#2b343f!important}
        .ink{color:#e7ecf2!important}
        .muted{color:#a2aebc!important}
        .link{color:#9db8f2!important}
        .box{background:#1f2731!important;border-color:#2b343f!important}
        .good{color:#57cf97!important}
        .bad{color:#ff9a90!important}
        }
        @media (max-width:480px){.pad{padding-left:16px!important;padding-right:16px!important}}
        """;

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _rows = new();

    public static string Escaped(string text) => _encoder.Encode(ForeignText.Visible(text));

    /// <summary>Text of others, with its lines and indentation, which Outlook would drop.</summary>
    public static string Lines(string text) => Spaces().Replace(Escaped(text), match =>
        match.Value is "\n" or "&#xA;" ? "<br>" : string.Concat(Enumerable.Repeat("&nbsp;", match.Length)));

    /// <param name="url">Of http or https.</param>
    public static string Link(string url, string text) =>
        $"""<a class="link" href="{_encoder.Encode(url)}" style="color:#31508f">{Escaped(text)}</a>""";

    /// <param name="kicker">What happened, in a few words.</param>
    /// <param name="color">One of the colours here.</param>
    public void AddHeading(string kicker, string color, string subject)
    {
        var tone = color switch { Approve => "good", Reject => "bad", _ => "muted" };
        AddRow($"""
            <p class="{tone}" style="margin:0 0 4px;{Font};font-size:14px;font-weight:600;color:{color}">
            {Escaped(kicker)}</p>
            <h1 class="ink" dir="auto" style="margin:0;{Font};font-size:22px;line-height:1.3;color:{Ink}">
            {Escaped(subject)}</h1>
            """);
    }

    public void AddText(string text) => AddParagraph("ink", $"font-size:15px;color:{Ink}", text);

    /// <summary>What is less important.</summary>
    public void AddNote(string text) => AddParagraph("muted", $"font-size:13px;color:{Neutral}", text);

    /// <summary>Labels and values. Without a value, a label is left out.</summary>
    public void AddFacts(params (string Label, string? Html)[] facts)
    {
        var rows = string.Concat(facts.Where(fact => fact.Html is not null).Select(fact => $"""
            <tr><td class="muted" valign="top" width="96"
            style="padding:3px 12px 3px 0;{Font};font-size:14px;line-height:1.5;color:{Neutral}">
            {Escaped(fact.Label)}</td>
            <td class="ink" dir="auto" valign="top"
            style="padding:3px 0;{Font};font-size:14px;line-height:1.5;color:{Ink};word-break:break-word">
            {fact.Html}</td></tr>

            """));
        if (rows.Length > 0) AddRow($"<table {Table}>\n{rows}</table>");
    }

    /// <summary>Buttons whose borders make them large, as Outlook draws no padding of a link.</summary>
    public void AddButtons(params (string Label, string? Url, string Color)[] buttons) => AddRow($"""
        <table {Table}><tr>
        {string.Concat(buttons.Where(button => button.Url is not null).Select(button => $"""
            <td bgcolor="{button.Color}" style="border-radius:6px;background:{button.Color}">
            <a href="{_encoder.Encode(button.Url!)}" style="display:inline-block;border:solid {button.Color};
            border-width:12px 26px;border-radius:6px;background:{button.Color};{Font};font-size:16px;
            line-height:1.2;font-weight:600;color:#ffffff;text-decoration:none">{Escaped(button.Label)}</a></td>
            <td width="12" style="font-size:0;line-height:0">&nbsp;</td>

            """))}</tr></table>
        """);

    public void AddImage(string contentId, string description) => AddRow($"""
        <img src="cid:{contentId}" alt="{Escaped(description)}" width="280"
        style="display:block;width:280px;max-width:100%;height:auto;border-radius:6px">
        """);

    /// <summary>What others wrote, in a box below our title.</summary>
    public void AddForeign(string title, string html) => AddRow($"""
        <p class="muted" style="margin:0 0 6px;{Font};font-size:14px;font-weight:600;color:{Neutral}">
        {Escaped(title)}</p>
        <table {Table} width="100%" style="table-layout:fixed"><tr><td class="box ink" dir="auto"
        style="padding:10px 14px;border-left:3px solid #e0e4ea;background:#f5f7fa;{Font};font-size:15px;
        line-height:1.5;color:{Ink};word-break:break-word">{html}</td></tr></table>
        """);

    /// <summary>Names and values of others. All characters of a value that is code have the same width.</summary>
    public static string Rows(IEnumerable<DetailRow> rows) => $"""
        <table {Table} width="100%">
        {string.Concat(rows.Select(row => $"""
            <tr><td class="muted" dir="auto"
            style="padding-top:6px;{Font};font-size:13px;line-height:1.4;color:{Neutral};word-break:break-word">
            {Escaped(row.Name)}</td></tr>
            <tr><td class="ink" dir="auto" style="{(row.IsCode ? Code : $"{Font};font-size:15px")};line-height:1.5;
            color:{Ink};word-break:break-word">{Lines(row.Value)}</td></tr>

            """))}</table>
        """;

    /// <summary>The whole mail.</summary>
    /// <param name="preview">What a list of mails shows beside the subject.</param>
    public string ToPage(string title, string preview) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
        <title>{Escaped(title)}</title>
        <style>{Style}</style>
        </head>
        <body class="page" style="margin:0;padding:0;background:#f3f4f7">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{Escaped(preview)}</div>
        <table {Table} class="page" width="100%" style="background:#f3f4f7"><tr>
        <td align="center" style="padding:24px 8px">
        <!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->
        <table {Table} class="card" width="100%"
        style="max-width:600px;border:1px solid #e0e4ea;border-radius:10px;background:#ffffff;text-align:left">
        <tr><td height="8" style="font-size:0;line-height:0">&nbsp;</td></tr>
        {_rows}</table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr></table>
        </body>
        </html>

        """;

    private void AddParagraph(string tone, string style, string text) => AddRow(
        $"""<p class="{tone}" dir="auto" style="margin:0;{Font};line-height:1.5;{style}">{Escaped(text)}</p>""");

    private void AddRow(string html) =>
        _rows.Append($"<tr><td class=\"pad\" style=\"padding:10px 28px\">\n{html}\n</td></tr>\n");

    [GeneratedRegex("\n|&#xA;|(?<=^|\n|&#xA;) +|  +")]
    private static partial Regex Spaces();
}
