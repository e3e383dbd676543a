using System.Net;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The page that a browser gets for a one-click link, in the style of the website.</summary>
public static class DecisionPage
{
    /// <summary>Whether the caller is a browser: browsers ask for HTML, and API clients by default do not.</summary>
    public static bool IsWantedBy(ApiRequest request) =>
        request.Header("accept") is { } accept && accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same answer as a page; only a holder of the link's key is shown the execution.</summary>
    public static ApiResponse For(ApiResponse response, ApprovalRequest? decided)
    {
        var message = JsonSerializer.Deserialize(response.Body, FunctionsJson.Default.ApiMessage)!.Message;
        var execution = decided is not null && response.StatusCode != 403 ? Execution(decided) : "";
        return Answer.Text(response.StatusCode, "text/html", $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html(message)}</title>
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/style.css">
            </head>
            <body>
            <header class="site">ApprovalWorkflow</header>
            <main><article class="card"><h1>{Html(message)}</h1>{execution}</article></main>
            </body>
            </html>
            """);
    }

    private static string Execution(ApprovalRequest request)
    {
        var link = ExecutionConsole.Url(request.ExecutionArn, AwsClients.Endpoint) is { } url
            ? $"""<p><a href="{Html(url)}" rel="noreferrer">See the execution</a></p>"""
            : "";
        return $"<p>{Html(ForeignText.Visible(request.Asked.Subject))}</p>{link}";
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
